#!/usr/bin/env python3
"""Works out which vulnerabilities older packages have, without MDIS.

    make_tables.py ADVISORIES

reads the sets *.packages.tsv beside it and writes a table *.tsv for each. Debian's versions are
compared by dpkg --compare-versions. Alpine's are all of the plain form 1.2.3a-r4, of which this script
makes sure, and are compared as numbers and letters here.
"""
import gzip
import json
import pathlib
import re
import subprocess
import sys

HERE = pathlib.Path(__file__).parent


def alpine_key(version):
    plain = re.fullmatch(r"(\d+(?:\.(?:0|[1-9]\d*))*)([a-z]?)-r(\d+)", version)
    if not plain:
        raise ValueError(f"not of the plain form: {version}")
    return [int(n) for n in plain[1].split(".")], plain[2], int(plain[3])


def alpine_older(installed, fixed):
    return alpine_key(installed) < alpine_key(fixed)


def debian_older(installed, fixed):
    return subprocess.run(["dpkg", "--compare-versions", installed, "lt", fixed]).returncode == 0


def alpine_fixes(advisories, release):
    for repository in ("main", "community"):
        file = advisories / "alpine-secdb" / release / f"{repository}.json"
        for entry in json.loads(file.read_text())["packages"]:
            for fixed, ids in entry["pkg"]["secfixes"].items():
                for text in ids:
                    names = text.split()
                    cves = [name for name in names if name.startswith("CVE-")]
                    for name in cves or names[:1]:
                        yield entry["pkg"]["name"], name, fixed


def debian_fixes(advisories, release):
    for kind in ("DSA", "DLA"):
        name, ids = None, []
        with gzip.open(advisories / "debian" / f"{kind}.list.gz", "rt", encoding="utf-8") as lines:
            for line in lines:
                if line.startswith("["):
                    name, ids = line.split("]", 1)[1].split()[0], []
                elif line.strip().startswith("{"):
                    ids = line.strip().strip("{}").split()
                else:
                    part = re.match(r"\s+\[(\w+)\]\s+-\s+(\S+)\s+(\S+)", line)
                    if part and part[1] == release:
                        for one in ids or [name]:
                            yield part[2], one, part[3]


def table(rows, fixes, older):
    newest = {}
    for source, flaw, fixed in fixes:
        for package, version, origin, origin_version in rows:
            if origin != source or fixed in ("0", "<not-affected>"):
                continue
            key = (flaw, package, version)
            if fixed.startswith("<"):
                newest.setdefault(key, "")
            elif older(origin_version, fixed):
                known = newest.get(key, "")
                if not known or older(known, fixed):
                    newest[key] = fixed
    return sorted((*key, fixed) for key, fixed in newest.items())


def main(advisories):
    for file in sorted(HERE.glob("*.packages.tsv")):
        lines = file.read_text().splitlines()
        distribution, release = lines[0].lstrip("# ").split()[:2]
        rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
        fixes = {"alpine": alpine_fixes, "debian": debian_fixes}[distribution](advisories, release)
        older = {"alpine": alpine_older, "debian": debian_older}[distribution]
        wanted = {row[2] for row in rows}
        found = table(rows, [fix for fix in fixes if fix[0] in wanted], older)
        target = HERE / (file.name.removesuffix(".packages.tsv") + ".tsv")
        body = "".join("\t".join(row) + "\n" for row in found)
        target.write_text("vulnerability\tpackage\tinstalled\tfixed\n" + body)
        print(f"{target.name}: {len(found)}")


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]))
