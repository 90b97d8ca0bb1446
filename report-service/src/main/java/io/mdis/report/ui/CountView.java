package io.mdis.report.ui;

import io.mdis.contracts.Severity;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Number of findings of one severity.
 *
 * @param severity word for a person
 * @param count above 0
 */
public record CountView(String severity, int count) {

  /** Worst severity first. */
  public static List<CountView> of(Map<Severity, Integer> counts) {
    return counts.entrySet().stream()
        .map(entry -> new CountView(entry.getKey().name(), entry.getValue()))
        .toList();
  }

  /** What stands for the severity where there is little room. */
  public String letter() {
    return severity.substring(0, 1);
  }

  /** Name of the style for the severity. */
  public String style() {
    return severity.toLowerCase(Locale.ROOT);
  }
}
