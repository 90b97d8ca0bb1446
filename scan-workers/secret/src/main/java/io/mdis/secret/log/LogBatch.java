package io.mdis.secret.log;

import io.mdis.secret.detect.FileSecrets;
import io.mdis.secret.detect.SecretDetector;
import io.mdis.secret.detect.SecretHit;
import io.mdis.secret.detect.SecretSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Lines of one container, gathered until they are worth a search. The last lines of a batch are the
 * first of the next, so that a key that is printed over several lines is seen whole.
 */
final class LogBatch {
  private static final int FULL = 256 << 10;
  private static final int KEPT = 60;
  private static final int MAX_HITS = 1_000;

  private record Line(long number, String time, String stream, String text) {}

  private final String container;
  private final SecretDetector detector;
  private final List<LogHit> hits;
  private final Set<String> seen = new HashSet<>();
  private final List<Line> lines = new ArrayList<>();
  private final StringBuilder part = new StringBuilder();
  private int size;
  private long number;
  private boolean cut;

  LogBatch(String container, SecretDetector detector, List<LogHit> hits) {
    this.container = container;
    this.detector = detector;
    this.hits = hits;
  }

  void add(LogRecord entry) {
    part.append(entry.text());
    if (entry.partial() && part.length() < FULL) {
      return;
    }
    lines.add(new Line(++number, entry.time(), entry.stream(), part.toString()));
    size += part.length() + 1;
    part.setLength(0);
    if (size >= FULL) {
      search();
    }
  }

  /** Searches what was gathered. */
  void search() {
    if (lines.isEmpty()) {
      return;
    }
    StringBuilder text = new StringBuilder(size);
    for (Line line : lines) {
      text.append(line.text()).append('\n');
    }
    FileSecrets found = detector.find(text.toString(), SecretSource.log(container));
    cut |= !found.bounds().isEmpty();
    for (SecretHit hit : found.hits()) {
      if (hits.size() >= MAX_HITS) {
        cut = true;
      } else if (seen.size() < 10 * MAX_HITS && seen.add(hit.rule() + hit.hash())) {
        Line line = lines.get((int) Math.min(hit.line(), lines.size()) - 1);
        hits.add(new LogHit(container, line.time(), line.stream(), at(line.number(), hit)));
      }
    }
    List<Line> last = List.copyOf(lines.subList(Math.max(0, lines.size() - KEPT), lines.size()));
    lines.clear();
    size = 0;
    for (Line line : last.reversed()) {
      if (size + line.text().length() > FULL / 4) {
        break;
      }
      lines.addFirst(line);
      size += line.text().length() + 1;
    }
  }

  /** Whether there may be more than is told. */
  boolean isCut() {
    return cut;
  }

  private static SecretHit at(long line, SecretHit hit) {
    return new SecretHit(
        hit.rule(),
        hit.severity(),
        line,
        hit.redacted(),
        hit.hash(),
        hit.relatedId(),
        hit.encoding(),
        hit.weak(),
        hit.count());
  }
}
