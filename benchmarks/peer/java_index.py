"""Writes an empty index of Java archives of Trivy's form, so that it knows them by what is in them.

Usage: java_index.py CACHE
"""

import json
import os
import sqlite3
import sys

folder = f"{sys.argv[1]}/java-db"
os.makedirs(folder, exist_ok=True)
database = sqlite3.connect(f"{folder}/trivy-java.db")
database.execute("CREATE TABLE artifacts(id INTEGER PRIMARY KEY, group_id TEXT, artifact_id TEXT)")
database.execute("CREATE TABLE indices(artifact_id INTEGER, version TEXT, sha1 BLOB, archive_type TEXT)")
database.commit()
now = "2026-01-01T00:00:00Z"
with open(f"{folder}/metadata.json", "w") as out:
    json.dump({"Version": 1, "NextUpdate": "2099-01-01T00:00:00Z", "UpdatedAt": now, "DownloadedAt": now}, out)
