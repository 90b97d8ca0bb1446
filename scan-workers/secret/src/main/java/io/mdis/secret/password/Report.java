package io.mdis.secret.password;

import io.mdis.secret.detect.CheckHit;
import io.mdis.secret.detect.Redaction;
import io.mdis.secret.detect.SecretHash;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Collects what is found in one file. */
final class Report {
  private static final int MAX_HITS = 100;

  private final String path;
  private final SecretHash hash;
  private final List<CheckHit> hits = new ArrayList<>();

  Report(String path, SecretHash hash) {
    this.path = path;
    this.hash = hash;
  }

  /** Something wrong that needs no value. */
  void add(String check, long line, Map<String, String> details) {
    if (hits.size() < MAX_HITS) {
      hits.add(new CheckHit(check, path, line, null, null, details));
    }
  }

  /** A password or its hash; only its redacted form and a keyed hash are kept. */
  void add(String check, long line, String value, Map<String, String> details) {
    if (hits.size() < MAX_HITS) {
      hits.add(new CheckHit(check, path, line, Redaction.of(value), hash.of(value), details));
    }
  }

  List<CheckHit> hits() {
    return hits;
  }
}
