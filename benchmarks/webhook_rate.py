"""Sends requests over 16 kept connections: a webhook and, for comparison, a liveness check."""

import http.client
import json
import sys
import threading
import time

port, token, count = int(sys.argv[1]), sys.argv[2], int(sys.argv[3])
THREADS = 16


def event(i):
    return json.dumps({"events": [{"id": str(i), "action": "push", "target": {
        "mediaType": "application/vnd.oci.image.manifest.v1+json", "digest": "sha256:%064x" % i, "size": 1024,
        "repository": f"bench/r{i % 50}", "tag": "1"}, "request": {"host": "localhost:1"}}]})


def run(method, path, body, wanted):
    failures = []

    def work(first):
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
        for i in range(first, count, THREADS):
            connection.request(method, path, body(i), {"Authorization": "Bearer " + token, "Content-Type": "application/json"})
            answer = connection.getresponse()
            answer.read()
            if answer.status != wanted:
                failures.append(answer.status)

    threads = [threading.Thread(target=work, args=(n,)) for n in range(THREADS)]
    start = time.time()
    [t.start() for t in threads]
    [t.join() for t in threads]
    if failures:
        sys.exit(f"{len(failures)} answers other than {wanted}, the first {failures[0]}")
    return count / (time.time() - start)


for attempt in ("warm-up", "measured"):
    bare = run("GET", "/q/health/live", lambda i: None, 200)
    hooks = run("POST", "/webhooks/distribution", event, 202)
print(f"webhooks {hooks:.0f}/s, bare endpoint {bare:.0f}/s, ratio {hooks / bare:.2f}")
