package io.mdis.secret.detect;

import io.mdis.contracts.Severity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Collects what is found in one file: one finding for a value however many rules know it, and a
 * bound on how many there are.
 */
final class Findings {
  /** Different values that are told of one file. */
  static final int MAX_VALUES = 100;

  private final SecretHash hash;
  private final List<Found> found = new ArrayList<>();
  private final Map<String, Found> byValue = new HashMap<>();
  private final Set<String> bounds = new LinkedHashSet<>();
  private int allowed;

  Findings(SecretHash hash) {
    this.hash = hash;
  }

  /** A value, where it is and what is known of it. */
  private static final class Found {
    private final String value;
    private final long start;
    private final long end;
    private final long line;
    private SecretRule rule;
    private Severity severity;
    private String relatedId;
    private final String encoding;
    private boolean weak;
    private int count = 1;

    Found(String value, long start, long line, String encoding) {
      this.value = value;
      this.start = start;
      this.end = start + value.length();
      this.line = line;
      this.encoding = encoding;
    }
  }

  /** Whether no more different values are taken. */
  boolean isFull() {
    return found.size() >= MAX_VALUES;
  }

  boolean isEmpty() {
    return found.isEmpty() && allowed == 0 && bounds.isEmpty();
  }

  void allow() {
    allowed++;
  }

  void bound(String code) {
    bounds.add(code);
  }

  /**
   * Adds a value.
   *
   * @param start its place in the file, or a negative one of its own for what was decoded
   */
  void add(
      SecretRule rule,
      Severity severity,
      String value,
      long start,
      long line,
      String relatedId,
      String encoding,
      boolean weak) {
    for (int i = found.size() - 1; i >= 0; i--) {
      Found other = found.get(i);
      if (start < other.end && other.start < start + value.length()) {
        improve(other, rule, severity, relatedId, weak);
        return;
      }
    }
    Found same = byValue.get(value);
    if (same != null) {
      same.count++;
      improve(same, rule, severity, relatedId, weak);
      return;
    }
    if (isFull()) {
      bound("limit.findings");
      return;
    }
    Found one = new Found(value, start, line, encoding);
    one.rule = rule;
    one.severity = severity;
    one.relatedId = relatedId;
    one.weak = weak;
    found.add(one);
    byValue.put(value, one);
  }

  private static void improve(
      Found one, SecretRule rule, Severity severity, String relatedId, boolean weak) {
    if (one.relatedId == null) {
      one.relatedId = relatedId;
    }
    boolean better =
        (one.rule.generic() && !rule.generic())
            || (one.rule.generic() == rule.generic() && severity.compareTo(one.severity) > 0);
    if (better) {
      one.rule = rule;
      one.severity = severity;
      one.weak = weak;
    }
  }

  FileSecrets toFile() {
    if (isEmpty()) {
      return FileSecrets.NONE;
    }
    List<SecretHit> hits =
        found.stream()
            .sorted(
                Comparator.comparingLong((Found f) -> f.line)
                    .thenComparing(f -> f.rule.rule().id()))
            .map(
                f ->
                    new SecretHit(
                        f.rule.rule().id(),
                        f.severity,
                        f.line,
                        f.rule.isPrivateKey()
                            ? "private key (" + f.value.length() + ")"
                            : Redaction.of(f.value),
                        hash.of(f.value),
                        f.relatedId,
                        f.encoding,
                        f.weak,
                        f.count))
            .toList();
    return new FileSecrets(hits, allowed, List.copyOf(bounds));
  }
}
