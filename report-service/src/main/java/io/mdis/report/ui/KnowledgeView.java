package io.mdis.report.ui;

import io.mdis.report.query.DimensionReport;
import io.mdis.report.query.ImageReport;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a dimension judges by: its database or rules, and how old they are.
 *
 * @param dimension name
 * @param rules version, shortened
 * @param newest what dates it, such as the day of the newest advisory; empty when nothing does
 * @param days old; below 0 when not known
 */
public record KnowledgeView(String dimension, String rules, String newest, long days) {
  /** Older knowledge misses what became known meanwhile. */
  private static final int OLD_DAYS = 14;

  private static final int LONGEST_VERSION = 24;
  private static final int DATE = 10;

  /** Facts whose name ends so are days or instants. */
  private static final List<String> DATES = List.of("advisoryDatabaseNewest", "SignaturesReleased");

  /** Of the last results among those of the images. */
  static List<KnowledgeView> of(List<ImageReport> images) {
    Map<String, DimensionReport> last = new TreeMap<>();
    for (ImageReport image : images) {
      for (DimensionReport report : image.dimensions()) {
        if (report.finishedAt() != null) {
          last.merge(
              report.dimension(),
              report,
              (one, other) -> one.finishedAt().isBefore(other.finishedAt()) ? other : one);
        }
      }
    }
    List<KnowledgeView> views = new ArrayList<>();
    last.values().forEach(report -> views.add(of(report)));
    return views;
  }

  /** Whether what it judges by is too old to be relied on. */
  public boolean old() {
    return days > OLD_DAYS;
  }

  private static KnowledgeView of(DimensionReport report) {
    String newest =
        report.facts().entrySet().stream()
            .filter(fact -> DATES.stream().anyMatch(fact.getKey()::endsWith))
            .map(Map.Entry::getValue)
            .filter(value -> value.length() >= DATE)
            .map(value -> value.substring(0, DATE))
            .findFirst()
            .orElse("");
    String rules = String.valueOf(report.rulesVersion());
    return new KnowledgeView(
        report.dimension(),
        rules.length() > LONGEST_VERSION ? rules.substring(0, LONGEST_VERSION) + "…" : rules,
        newest,
        age(newest));
  }

  private static long age(String day) {
    try {
      return day.isEmpty()
          ? -1
          : ChronoUnit.DAYS.between(LocalDate.parse(day), LocalDate.now(ZoneOffset.UTC));
    } catch (DateTimeException e) {
      return -1;
    }
  }
}
