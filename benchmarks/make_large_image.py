"""Writes an OCI layout of one large Debian-like image with gzip layers.

Usage: make_large_image.py MIB LAYERS FOLDER. The first layer holds the package database; each holds
many small files and few large ones, half text-like, half random.
"""

import hashlib
import io
import json
import pathlib
import random
import sys
import tarfile
import zlib

size = (int(sys.argv[1]) << 20) // int(sys.argv[2])
layers = int(sys.argv[2])
folder = pathlib.Path(sys.argv[3])
blobs = folder / "blobs" / "sha256"
blobs.mkdir(parents=True)
rng = random.Random(20260102)
pool = b"the quick brown fox jumps over the lazy dog\n" * 100_000 + rng.randbytes(4 << 20)
status = "".join(
    f"Package: package-{i}\nStatus: install ok installed\nArchitecture: amd64\nVersion: 1.{i}-1\n\n"
    for i in range(300)
)


class Packed:
    """Compresses what is written and hashes both sides, so that nothing is read again."""

    def __init__(self, path):
        self.file = open(path, "wb")
        self.pack = zlib.compressobj(1, zlib.DEFLATED, 31)
        self.plain = hashlib.sha256()
        self.packed = hashlib.sha256()
        self.size = 0

    def write(self, data):
        self.plain.update(data)
        self.emit(self.pack.compress(data))
        return len(data)

    def emit(self, data):
        self.packed.update(data)
        self.size += len(data)
        self.file.write(data)

    def close(self):
        self.emit(self.pack.flush())
        self.file.close()


def add(tar, name, data):
    info = tarfile.TarInfo(name)
    info.size = len(data)
    tar.addfile(info, io.BytesIO(data))


def blob(data):
    digest = hashlib.sha256(data).hexdigest()
    (blobs / digest).write_bytes(data)
    return {"digest": f"sha256:{digest}", "size": len(data)}


descriptors, diff_ids = [], []
for number in range(layers):
    packed = Packed(folder / "layer")
    with tarfile.open(fileobj=packed, mode="w|", format=tarfile.GNU_FORMAT) as tar:
        if number == 0:
            add(tar, "etc/os-release", b'ID=debian\nVERSION_ID="11"\nVERSION_CODENAME=bullseye\n')
            add(tar, "var/lib/dpkg/status", status.encode())
        written = n = 0
        while written < size:
            length = min(int(rng.lognormvariate(9.5, 2.2)), 64 << 20, size - written + 1)
            start = rng.randint(0, len(pool) - 1)
            data = (pool[start:] + pool[:start]) * (length // len(pool) + 1)
            add(tar, f"usr/lib/l{number}/d{n % 200}/file-{n}", data[:length])
            written += length
            n += 1
    packed.close()
    digest = packed.packed.hexdigest()
    (folder / "layer").rename(blobs / digest)
    diff_ids.append("sha256:" + packed.plain.hexdigest())
    descriptors.append(
        {
            "mediaType": "application/vnd.oci.image.layer.v1.tar+gzip",
            "digest": f"sha256:{digest}",
            "size": packed.size,
        }
    )
config = {"architecture": "amd64", "os": "linux", "config": {}, "rootfs": {"type": "layers", "diff_ids": diff_ids}}
manifest = {
    "schemaVersion": 2,
    "mediaType": "application/vnd.oci.image.manifest.v1+json",
    "config": {"mediaType": "application/vnd.oci.image.config.v1+json", **blob(json.dumps(config).encode())},
    "layers": descriptors,
}
index = {
    "schemaVersion": 2,
    "manifests": [
        {
            "mediaType": manifest["mediaType"],
            "platform": {"architecture": "amd64", "os": "linux"},
            "annotations": {"org.opencontainers.image.ref.name": "large"},
            **blob(json.dumps(manifest).encode()),
        }
    ],
}
(folder / "index.json").write_text(json.dumps(index))
(folder / "oci-layout").write_text('{"imageLayoutVersion": "1.0.0"}')
