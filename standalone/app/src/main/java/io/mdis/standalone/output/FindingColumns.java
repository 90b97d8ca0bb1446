package io.mdis.standalone.output;

import io.mdis.contracts.Finding;
import io.mdis.contracts.FindingSuppression;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/** What a person is shown of a finding in one line: each dimension has something else to say. */
final class FindingColumns {
  private static final int TEXT = 60;

  private FindingColumns() {}

  /** Columns of a dimension's findings; a dimension that isn't known has file and title. */
  static Map<String, Function<Finding, String>> of(String dimension) {
    Map<String, Function<Finding, String>> columns = subject(dimension);
    if (dimension.equals("vulnerability")) {
      columns.put("FIXED IN", f -> detail(f, "fixedVersion"));
    }
    columns.put("LAYER", FindingColumns::layer);
    return columns;
  }

  /** Columns of a dimension's suppressed findings: by whom, until when and why. */
  static Map<String, Function<Finding, String>> suppressed(String dimension) {
    Map<String, Function<Finding, String>> columns = subject(dimension);
    columns.put("UNTIL", f -> until(f.suppression()));
    columns.put("BY", f -> by(f.suppression()));
    columns.put("REASON", f -> PrintableText.of(f.suppression().reason()));
    return columns;
  }

  private static Map<String, Function<Finding, String>> subject(String dimension) {
    Map<String, Function<Finding, String>> columns = new LinkedHashMap<>();
    columns.put("ID", f -> PrintableText.of(f.id()));
    columns.put("SEVERITY", f -> f.severity().name());
    switch (dimension) {
      case "vulnerability" -> {
        columns.put("PRIORITY", FindingColumns::priority);
        columns.put("PACKAGE", f -> detail(f, "package"));
        columns.put("INSTALLED", f -> detail(f, "installedVersion"));
      }
      case "malware" -> {
        columns.put("VERDICT", f -> detail(f, "verdict"));
        columns.put("FILE", FindingColumns::place);
      }
      case "secret" -> {
        columns.put("FILE", FindingColumns::place);
        columns.put("VALUE", f -> detail(f, "secret"));
      }
      case "history" -> {
        columns.put("STEP", f -> detail(f, "instruction"));
        columns.put("TEXT", f -> shortened(detail(f, "text")));
      }
      default -> {
        columns.put("FILE", FindingColumns::place);
        columns.put("WHAT", f -> shortened(PrintableText.of(f.title())));
      }
    }
    return columns;
  }

  private static String detail(Finding finding, String key) {
    return PrintableText.of(finding.details().getOrDefault(key, "-"));
  }

  /** File, what is inside of it, line; and whether an upper layer hides it. */
  private static String place(Finding finding) {
    if (finding.path() == null) {
      return "-";
    }
    Map<String, String> details = finding.details();
    String line = details.containsKey("line") ? ":" + details.get("line") : "";
    String shadowed = "false".equals(details.get("visible")) ? " (shadowed)" : "";
    return PrintableText.of(details.getOrDefault("member", finding.path()) + line) + shadowed;
  }

  /** How soon to fix it, and whether it is being exploited or likely to be. */
  private static String priority(Finding finding) {
    Map<String, String> details = finding.details();
    String value = detail(finding, "priority");
    if (details.containsKey("kev")) {
      return value + " KEV";
    }
    String epss = details.getOrDefault("epss", "");
    return epss.compareTo("0.1") < 0
        ? value
        : value + " EPSS " + PrintableText.of(epss).substring(0, 4);
  }

  private static String layer(Finding finding) {
    return finding.layer() == null ? "-" : finding.layer().hex().substring(0, 12);
  }

  private static String until(FindingSuppression suppression) {
    return suppression.until() == null ? "-" : suppression.until().toString();
  }

  private static String by(FindingSuppression suppression) {
    return PrintableText.of(
        suppression.author() == null ? suppression.origin() : suppression.author());
  }

  private static String shortened(String text) {
    return text.length() <= TEXT ? text : text.substring(0, TEXT - 1) + "…";
  }
}
