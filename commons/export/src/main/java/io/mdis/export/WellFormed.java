package io.mdis.export;

import io.mdis.contracts.Finding;
import io.mdis.contracts.ScanResult;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Findings and packages whose texts can be written as UTF-8: a name in an image's metadata may hold
 * half of a surrogate pair, which no writer takes, and must not keep a report from being written.
 */
final class WellFormed {
  private static final char REPLACEMENT = '\ufffd';

  private WellFormed() {}

  static List<ScanResult> results(List<ScanResult> results) {
    return results.stream()
        .map(
            result ->
                result.findings().stream().allMatch(WellFormed::fine)
                    ? result
                    : result.withFindings(
                        result.findings().stream().map(WellFormed::finding).toList()))
        .toList();
  }

  static List<Component> components(List<Component> components) {
    return components.stream().map(WellFormed::component).toList();
  }

  /** The text with each half of a pair that stands alone replaced. */
  static String text(String text) {
    if (text == null || fine(text)) {
      return text;
    }
    StringBuilder clean = new StringBuilder(text.length());
    text.codePoints()
        .map(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE ? REPLACEMENT : c)
        .forEach(clean::appendCodePoint);
    return clean.toString();
  }

  private static boolean fine(String text) {
    if (text == null) {
      return true;
    }
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        int c = text.codePointAt(i);
        if (c <= Character.MAX_SURROGATE) {
          return false;
        }
        i++;
      }
    }
    return true;
  }

  private static boolean fine(Finding finding) {
    return fine(finding.id())
        && fine(finding.title())
        && fine(finding.path())
        && finding.details().values().stream().allMatch(WellFormed::fine);
  }

  private static Finding finding(Finding finding) {
    Map<String, String> details = new TreeMap<>();
    finding.details().forEach((key, value) -> details.put(key, text(value)));
    return new Finding(
        text(finding.id()),
        finding.dimension(),
        finding.severity(),
        finding.sourceSeverity(),
        text(finding.title()),
        finding.layer(),
        text(finding.path()),
        details,
        finding.suppression(),
        finding.note());
  }

  private static Component component(Component component) {
    return fine(component.name()) && fine(component.version()) && fine(component.path())
        ? component
        : new Component(
            component.purl().map(WellFormed::text),
            component.type(),
            text(component.name()),
            text(component.version()),
            component.arch(),
            text(component.sourceName()),
            component.layer(),
            text(component.path()));
  }
}
