"""Writes images whose packages lie around the boundaries of advisories, one docker archive for each system.

Usage: make_images.py ADVISORIES FOLDER [MOST PACKAGES OF AN IMAGE]
"""

import hashlib
import io
import json
import os
import re
import sqlite3
import struct
import sys
import tarfile
import tempfile
import zipfile
import zlib

import boundaries


def image(path, files):
    """A docker-save archive of one layer; files are pairs of a path and bytes, and executable."""
    layer = io.BytesIO()
    with tarfile.open(fileobj=layer, mode="w", format=tarfile.GNU_FORMAT) as tar:
        for name, data in files:
            add(tar, name, data)
    layer = layer.getvalue()
    config = {
        "architecture": "amd64",
        "os": "linux",
        "config": {},
        "rootfs": {"type": "layers", "diff_ids": ["sha256:" + hashlib.sha256(layer).hexdigest()]},
    }
    config = json.dumps(config).encode()
    name = hashlib.sha256(config).hexdigest() + ".json"
    manifest = [{"Config": name, "RepoTags": ["peer:latest"], "Layers": ["layer.tar"]}]
    with tarfile.open(path, "w", format=tarfile.GNU_FORMAT) as tar:
        add(tar, name, config)
        add(tar, "layer.tar", layer)
        add(tar, "manifest.json", json.dumps(manifest).encode())


def add(tar, name, data):
    info = tarfile.TarInfo(name)
    info.size = len(data)
    info.mode = 0o755
    tar.addfile(info, io.BytesIO(data))


def alpine(release, pairs):
    yield "etc/os-release", f"ID=alpine\nVERSION_ID={release}.0\n".encode()
    yield "etc/alpine-release", f"{release}.0\n".encode()
    entries = (
        f"P:{name}-{i}\nV:{version}\nA:x86_64\no:{name}\n\n" for i, (name, version) in enumerate(pairs)
    )
    yield "lib/apk/db/installed", "".join(entries).encode()


def debian(release, pairs):
    yield "etc/os-release", f'ID=debian\nVERSION_ID="{release}"\n'.encode()
    yield "etc/debian_version", f"{release}.0\n".encode()
    entries = (
        f"Package: {name}-{i}\nStatus: install ok installed\nArchitecture: amd64\nSource: {name}\nVersion: {version}\n\n"
        for i, (name, version) in enumerate(pairs)
    )
    yield "var/lib/dpkg/status", "".join(entries).encode()


def rpm_header(name, version, stream):
    """A header as rpm keeps it in its database: an immutable region around all tags."""
    epoch, _, rest = version.rpartition(":")
    version, release = rest.split("-")
    texts = {1000: name, 1001: version, 1002: release, 1022: "x86_64", 1044: f"{name}-{rest}.src.rpm"}
    if stream:
        texts[5096] = f"{stream}:8000000000000:00000000"
    tags = [(tag, 6, 1, text.encode() + b"\0") for tag, text in texts.items()]
    if epoch:
        tags.append((1003, 4, 1, struct.pack(">i", int(epoch))))
    index, data = b"", b""
    for tag, kind, count, value in sorted(tags):
        data += b"\0" * (-len(data) % 4 if kind == 4 else 0)
        index += struct.pack(">iiii", tag, kind, len(data), count)
        data += value
    entries = len(tags) + 1
    region = struct.pack(">iiii", 63, 7, len(data), 16)
    data += struct.pack(">iiii", 63, 7, -16 * entries, 16)
    return struct.pack(">ii", entries, len(data)) + region + index + data


def alma(release, triples):
    yield "etc/os-release", f'ID="almalinux"\nVERSION_ID="{release}.0"\nPRETTY_NAME="AlmaLinux {release}.0"\n'.encode()
    yield "etc/almalinux-release", f"AlmaLinux release {release}.0 (Test)\n".encode()
    with tempfile.TemporaryDirectory() as folder:
        path = f"{folder}/rpmdb.sqlite"
        database = sqlite3.connect(path)
        database.execute("CREATE TABLE Packages (hnum INTEGER PRIMARY KEY AUTOINCREMENT, blob BLOB NOT NULL)")
        database.executemany(
            "INSERT INTO Packages (blob) VALUES (?)", [(rpm_header(*triple),) for triple in triples]
        )
        database.commit()
        database.close()
        with open(path, "rb") as opened:
            yield "var/lib/rpm/rpmdb.sqlite", opened.read()


def python(pairs):
    for name, version in pairs:
        folder = f"{re.sub('[^A-Za-z0-9.]+', '_', name)}-{version}.dist-info"
        text = f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n\n"
        yield f"usr/lib/python3/site-packages/{folder}/METADATA", text.encode()


def java(pairs):
    for i, (name, version) in enumerate(pairs):
        group, _, artifact = name.partition(":")
        jar = io.BytesIO()
        with zipfile.ZipFile(jar, "w") as archive:
            text = f"groupId={group}\nartifactId={artifact}\nversion={version}\n"
            archive.writestr(f"META-INF/maven/{group}/{artifact}/pom.properties", text)
        yield f"opt/{i}/{artifact}-{version}.jar", jar.getvalue()


def elf(section, content):
    """An ELF file of one named section, and the writable segment in which old Go is looked for."""
    names = b"\0" + section + b"\0.shstrtab\0"
    start = 0x1000
    strings = start + len(content)
    headers = -(-(strings + len(names)) // 16) * 16
    out = bytearray(headers + 3 * 64)
    out[:16] = b"\x7fELF\x02\x01\x01" + b"\0" * 9
    struct.pack_into("<HHIQQQIHHHHHH", out, 16, 2, 62, 1, 0, 64, headers, 0, 64, 56, 1, 64, 3, 2)
    struct.pack_into("<IIQQQQQQ", out, 64, 1, 6, start, 0x10000, 0x10000, len(content), len(content), 16)
    out[start:strings] = content
    out[strings : strings + len(names)] = names
    struct.pack_into("<IIQQQQIIQQ", out, headers + 64, 1, 1, 3, 0x10000, start, len(content), 0, 0, 16, 0)
    at = len(section) + 2
    struct.pack_into("<IIQQQQIIQQ", out, headers + 128, at, 3, 0, 0, strings, len(names), 0, 0, 1, 0)
    return bytes(out)


def varint(number):
    out = b""
    while number >= 0x80:
        out += bytes([number & 0x7F | 0x80])
        number >>= 7
    return out + bytes([number])


def rounds(pairs):
    """Each package once in each group."""
    groups = []
    for name, version in pairs:
        at = next((i for i, group in enumerate(groups) if name not in group), len(groups))
        if at == len(groups):
            groups.append({})
        groups[at][name] = version
    return groups


def toolchain_of(version):
    """As Go itself writes a version: go1.19, go1.21rc3."""
    version = re.sub(r"\.0(?=-|$)", "", version) if version < "1.21" or "-" in version else version
    return "go" + re.sub(r"-(?:rc\.)?(\d+).*", r"rc\1", version)


def go(pairs):
    begin = bytes.fromhex("3077af0c9274080241e1c107e6d618e6")
    end = bytes.fromhex("f932433186182072008242104116d8f2")
    ours = [pair for pair in pairs if pair[0] not in ("stdlib", "toolchain")]
    library = [version for name, version in pairs if name == "stdlib"]
    groups = rounds(ours)
    for i in range(max(len(groups), len(library))):
        modules = "path\tx\nmod\texample.com/x\t(devel)\t\n"
        for name, version in (groups[i] if i < len(groups) else {}).items():
            modules += f"dep\t{name}\tv{version}\th1:\n"
        toolchain = toolchain_of(library[i % len(library)]).encode()
        framed = begin + modules.encode() + end
        content = b"\xff Go buildinf:\x08\x02" + b"\0" * 16
        content += varint(len(toolchain)) + toolchain + varint(len(framed)) + framed
        yield f"usr/bin/go-{i}", elf(b".go.buildinfo", content)


def rust(pairs):
    for i, group in enumerate(rounds(pairs)):
        packages = [{"name": "x", "version": "0.0.0", "source": "local", "root": True}]
        packages += [{"name": n, "version": v, "source": "crates.io"} for n, v in group.items()]
        yield f"usr/bin/rust-{i}", elf(b".dep-v0", zlib.compress(json.dumps({"packages": packages}).encode()))


def main():
    advisories, folder = sys.argv[1:3]
    most = int(sys.argv[3]) if len(sys.argv) > 3 else 10_000
    os.makedirs(folder, exist_ok=True)
    for release in ("3.8", "3.9", "3.10", "3.11"):
        image(f"{folder}/alpine-{release}.tar", alpine(release, boundaries.alpine(advisories, release)))
    for release in ("8", "9"):
        image(f"{folder}/alma-{release}.tar", alma(release, boundaries.alma(advisories, release, most // 4)))
    for release, suite in (("10", "buster"), ("11", "bullseye")):
        image(f"{folder}/debian-{release}.tar", debian(release, boundaries.debian(advisories, suite, most)))
    for ecosystem, write in (("PyPI", python), ("Maven", java), ("Go", go), ("crates.io", rust)):
        pairs = boundaries.languages(advisories, ecosystem, ecosystem, most)
        image(f"{folder}/{ecosystem}.tar", write(pairs))


main()
