"""Which versions of which packages the advisories' boundaries are worth trying at."""

import glob
import gzip
import json
import random
import re
import zipfile


def records(advisories, folder):
    with zipfile.ZipFile(f"{advisories}/osv/{folder}/all.zip") as archive:
        for name in sorted(archive.namelist()):
            yield json.loads(archive.read(name))


def neighbours(version, longer=True):
    """The version, those around it, and one with a further number."""
    near = {version}
    if longer and PLAIN.fullmatch(version):
        near.add(version + ".1")
    numbers = list(re.finditer(r"\d+", version))
    for found in numbers[-2:]:
        number = int(found.group())
        for other in (number - 1, number + 1):
            if 0 <= other < 10**12:
                near.add(version[: found.start()] + str(other) + version[found.end() :])
    return near


PLAIN = re.compile(r"\d+(\.\d+)*")
SEMANTIC = ("Go", "crates.io")
PRE_RELEASES = {
    "PyPI": ("rc1", ".dev1", ".post1"),
    "Maven": ("-rc1", "-SNAPSHOT", ".Final"),
    "Go": ("-rc.1", "-0.20200101000000-abcdefabcdef"),
    "crates.io": ("-rc.1",),
}


def languages(advisories, folder, ecosystem, most):
    """Pairs of a name and a version, at most so many, the same ones in each run."""
    pairs = set()
    for record in records(advisories, folder):
        for affected in record.get("affected", []):
            package = affected.get("package", {})
            if package.get("ecosystem") != ecosystem:
                continue
            name = package["name"]
            listed = affected.get("versions", [])
            versions = set(listed[:1] + listed[-1:] + listed[len(listed) // 2 : len(listed) // 2 + 1])
            for one in affected.get("ranges", []):
                if one["type"] == "GIT":
                    continue
                for event in one["events"]:
                    for version in event.values():
                        if version != "0":
                            versions |= neighbours(version, ecosystem not in SEMANTIC)
                            if PLAIN.fullmatch(version):
                                versions |= {version + suffix for suffix in PRE_RELEASES[ecosystem]}
            pairs |= {(name, version) for version in versions}
    return sample(pairs, most)


def alpine(advisories, release):
    """Pairs of a source and a version."""
    pairs = set()
    for file in glob.glob(f"{advisories}/alpine-secdb/v{release}/*.json"):
        with open(file) as opened:
            said = json.load(opened)
        for entry in said["packages"] or []:
            for version in entry["pkg"]["secfixes"]:
                near = neighbours(version)
                if "_" not in version:
                    near |= {version.replace("-r", "_p1-r"), version.replace("-r", "_rc1-r")}
                pairs |= {(entry["pkg"]["name"], one) for one in near}
    return sorted(pairs)


def debian(advisories, suite, most):
    """Pairs of a source and a version."""
    pairs = set()
    for name in ("DSA", "DLA"):
        with gzip.open(f"{advisories}/debian/{name}.list.gz", "rt") as lines:
            for line in lines:
                found = re.match(rf"\s+\[{suite}\] - (\S+) (\d\S*)", line)
                if found:
                    version = found.group(2)
                    near = neighbours(version) | {version + "~bpo1", version + "+b1"}
                    pairs |= {(found.group(1), one) for one in near}
    return sample(pairs, most)


STREAM = re.compile(r"[\w+.-]+:[\w+.-]+")


def alma(advisories, release, most):
    """Triples of a name, a version with its release, and a module's stream or nothing."""
    triples = set()
    for record in records(advisories, "AlmaLinux"):
        if not any(flaw.startswith("CVE-") for flaw in record.get("related", [])):
            continue
        named = STREAM.search(record.get("summary", ""))
        for affected in record["affected"]:
            if affected["package"]["ecosystem"] != f"AlmaLinux:{release}":
                continue
            for event in affected["ranges"][0]["events"]:
                version = event.get("fixed")
                if version:
                    modular = ".module" in version
                    stream = named.group() if named and modular else ""
                    for near in neighbours(version):
                        if near.count("-") == 1:
                            triples.add((affected["package"]["name"], near, stream))
                    if modular and named:
                        other = stream.split(":")[0] + ":other"
                        triples.add((affected["package"]["name"], version.replace("-", "-0."), other))
    return sample(triples, most)


def sample(things, most):
    things = sorted(things)
    return sorted(random.Random(1).sample(things, most)) if len(things) > most else things
