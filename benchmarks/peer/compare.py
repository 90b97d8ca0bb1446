"""Sets the findings of both scanners for one image beside each other.

Usage: compare.py ADVISORIES OURS.json THEIRS.json [EXAMPLES]

A finding is a flaw in one package of one place. A flaw's names are one where an advisory calls them so.
"""

import collections
import glob
import json
import re
import sys
import zipfile


def aliases(advisories):
    """The leader of each name's group; a CVE where there is one."""
    leader = {}

    def find(name):
        while leader.setdefault(name, name) != name:
            name = leader[name]
        return name

    for path in glob.glob(f"{advisories}/osv/*/all.zip"):
        with zipfile.ZipFile(path) as archive:
            for entry in archive.namelist():
                record = json.loads(archive.read(entry))
                for name in record.get("aliases", []):
                    a, b = sorted((find(record["id"]), find(name)), key=lambda n: (not n.startswith("CVE-"), n))
                    leader[b] = a
    return find


def ours(path, find):
    with open(path) as opened:
        report = json.load(opened)
    found = collections.defaultdict(set)
    result = next(r for r in report["results"] if r["dimension"] == "vulnerability")
    for finding in result["findings"]:
        said = finding["details"]
        place = finding["path"] if language(said["purl"]) else ""
        version = said["installedVersion"]
        key = place, said["package"], bare(version, said["package"], said["purl"].startswith("pkg:golang")), find(finding["id"])
        found[key].add(said.get("fixedVersion", ""))
    return found, collections.Counter(reason["code"] for reason in result["reasons"])


def language(purl):
    return not purl.startswith(("pkg:apk", "pkg:deb", "pkg:rpm"))


def bare(version, name, of_go):
    """Go's versions without what one of the two writes differently."""
    if not of_go:
        return version
    if name == "stdlib":
        return re.sub(r"^v?(\d+\.\d+)(?![.0-9])", r"\1.0", version.replace("-rc.", "rc"))
    return version.removeprefix("v")


def theirs(path, find):
    with open(path) as opened:
        report = json.load(opened)
    found = collections.defaultdict(set)
    for result in report.get("Results", []):
        for finding in result.get("Vulnerabilities", []):
            kind = result["Type"]
            place = finding.get("PkgPath") or (result["Target"] if result["Class"] == "lang-pkgs" else "")
            version = finding["InstalledVersion"]
            version = bare(version.removeprefix("v"), finding["PkgName"], True) if kind == "gobinary" else version
            key = place, finding["PkgName"], version, find(finding["VulnerabilityID"])
            found[key] |= set((finding.get("FixedVersion") or "").split(", "))
    return found


def main():
    advisories, our_path, their_path = sys.argv[1:4]
    examples = int(sys.argv[4]) if len(sys.argv) > 4 else 0
    find = aliases(advisories)
    mine, reasons = ours(our_path, find)
    peer = theirs(their_path, find)
    both = mine.keys() & peer.keys()
    fixes = [key for key in both if not mine[key] <= peer[key]]
    only_mine = sorted(mine.keys() - peer.keys())
    only_peer = sorted(peer.keys() - mine.keys())
    print(
        f"{len(mine)} ours, {len(peer)} theirs, {len(both)} of both ({len(fixes)} with another fix),"
        f" {len(only_mine)} ours alone, {len(only_peer)} theirs alone; reasons {dict(reasons)}"
    )
    for title, keys in (("another fix", sorted(fixes)), ("ours alone", only_mine), ("theirs alone", only_peer)):
        for key in keys[:: max(1, len(keys) // examples)][:examples] if examples else []:
            print(f"  {title}: {' '.join(key)} ours {sorted(mine.get(key, []))} theirs {sorted(peer.get(key, []))}")


main()
