"""Writes a docker-save archive of one Debian-like layer, plain.tar and gzip.tar, and layer.tar.gz.

Usage: make_image.py MIB FOLDER. File sizes follow a Debian root file system (many small, few large),
content is half text-like, half random, so that compression costs what it costs on a real image.
"""

import gzip
import hashlib
import io
import json
import random
import sys
import tarfile

target = int(sys.argv[1]) << 20
folder = sys.argv[2]
rng = random.Random(20260101)
words = [bytes(rng.choices(b"abcdefghijklmnopqrstuvwxyz/._-", k=rng.randint(3, 12))) for _ in range(4000)]


def text(size):
    out = bytearray()
    while len(out) < size:
        out += b" ".join(rng.choices(words, k=200)) + b"\n"
    return bytes(out[:size])


pool = text(4 << 20) + rng.randbytes(4 << 20)
status = []
for i in range(300):
    status.append(
        f"Package: package-{i}\nStatus: install ok installed\nArchitecture: amd64\nVersion: 1.{i}-1\n\n"
    )
path = f"{folder}/layer.tar"
with tarfile.open(path, "w", format=tarfile.GNU_FORMAT) as tar:

    def add(name, data):
        info = tarfile.TarInfo(name)
        info.size = len(data)
        tar.addfile(info, io.BytesIO(data))

    add("etc/os-release", b'ID=debian\nVERSION_ID="12"\nVERSION_CODENAME=bookworm\n')
    add("etc/debian_version", b"12.8\n")
    add("var/lib/dpkg/status", "".join(status).encode())
    written = n = 0
    while written < target:
        size = min(int(rng.lognormvariate(8.3, 2.2)), 8 << 20)
        start = rng.randint(0, len(pool) - 1)
        data = (pool[start:] + pool[:start])[:size]
        add(f"usr/lib/d{n % 200}/file-{n}", data)
        written += size
        n += 1

diff_id = hashlib.sha256()
with open(path, "rb") as layer:
    while block := layer.read(1 << 20):
        diff_id.update(block)
with open(path, "rb") as layer, gzip.open(f"{folder}/layer.tar.gz", "wb", compresslevel=6) as out:
    while block := layer.read(1 << 20):
        out.write(block)
config = json.dumps(
    {
        "architecture": "amd64",
        "os": "linux",
        "created": "2026-01-01T00:00:00Z",
        "config": {},
        "history": [{"created": "2026-01-01T00:00:00Z", "created_by": "/bin/sh -c #(nop) ADD file:base in / "}],
        "rootfs": {"type": "layers", "diff_ids": ["sha256:" + diff_id.hexdigest()]},
    }
).encode()
name = hashlib.sha256(config).hexdigest() + ".json"
for kind, layer in (("plain", path), ("gzip", f"{folder}/layer.tar.gz")):
    with tarfile.open(f"{folder}/{kind}.tar", "w") as tar:
        manifest = json.dumps([{"Config": name, "RepoTags": [f"bench:{kind}"], "Layers": ["layer.tar"]}]).encode()
        for entry, data in ((name, config), ("manifest.json", manifest)):
            info = tarfile.TarInfo(entry)
            info.size = len(data)
            tar.addfile(info, io.BytesIO(data))
        tar.add(layer, "layer.tar")
