package io.mdis.report.alert;

import io.mdis.contracts.AlertMessage;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.TreeMap;

/**
 * Keeps what alerts say within bounds: names of images, paths and titles come from images, and an
 * image may name things as it likes.
 */
final class AlertBounds {
  private static final int LONGEST_NAME = 512;
  private static final int LONGEST_TEXT = 2_000;
  private static final int MOST_REFERENCES = 50;
  private static final int MOST_EVIDENCE = 50;

  private AlertBounds() {}

  /** The same message, cut where it is too long; its time to the millisecond, as it is stored. */
  static AlertMessage bounded(AlertMessage told) {
    Map<String, String> evidence = new TreeMap<>();
    new TreeMap<>(told.evidence())
        .entrySet().stream()
            .limit(MOST_EVIDENCE)
            .forEach(
                entry ->
                    evidence.put(
                        cut(entry.getKey(), LONGEST_NAME), cut(entry.getValue(), LONGEST_TEXT)));
    return new AlertMessage(
        cut(told.id(), LONGEST_TEXT),
        cut(told.kind(), LONGEST_NAME),
        told.image(),
        told.references().stream()
            .limit(MOST_REFERENCES)
            .map(reference -> cut(reference, LONGEST_NAME))
            .toList(),
        cut(told.finding(), LONGEST_TEXT),
        told.severity(),
        cut(told.title(), LONGEST_TEXT),
        cut(told.reason(), LONGEST_TEXT),
        cut(told.rulesVersion(), LONGEST_NAME),
        told.at().truncatedTo(ChronoUnit.MILLIS),
        evidence);
  }

  private static String cut(String text, int longest) {
    return text == null || text.length() <= longest ? text : text.substring(0, longest) + "…";
  }
}
