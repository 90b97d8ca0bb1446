package io.mdis.report.notify.channel;

import io.mdis.contracts.AlertMessage;
import io.mdis.contracts.Severity;
import io.mdis.report.alert.Alert;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * An alert in ArcSight's Common Event Format, version 0 ("Implementing ArcSight Common Event
 * Format", sections "Header Field Definitions" and "Character Encoding").
 */
final class CefMessage {
  private static final int LONGEST_VALUE = 1_000;

  private CefMessage() {}

  static String of(Alert alert, String version) {
    AlertMessage message = alert.message();
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("rt", String.valueOf(message.at().toEpochMilli()));
    fields.put("externalId", alert.id());
    fields.put("msg", message.title());
    fields.put("reason", message.reason());
    fields.put("dhost", message.evidence().get("host"));
    fields.put("filePath", message.evidence().get("path"));
    fields.put("cs1Label", "image");
    fields.put("cs1", message.image().toString());
    fields.put("cs2Label", "finding");
    fields.put("cs2", message.finding());
    fields.put("cs3Label", "references");
    fields.put("cs3", String.join(" ", message.references()));
    fields.put("cs4Label", "expected");
    fields.put("cs4", message.evidence().get("expected"));
    fields.put("cs5Label", "found");
    fields.put("cs5", message.evidence().get("found"));
    fields.values().removeIf(value -> value == null || value.isEmpty());
    String extension =
        fields.entrySet().stream()
            .map(field -> field.getKey() + "=" + value(field.getValue()))
            .collect(Collectors.joining(" "));
    return String.join(
        "|",
        "CEF:0",
        "MDIS",
        "MDIS",
        header(version),
        header(message.kind()),
        header(message.title()),
        String.valueOf(severity(message.severity())),
        extension);
  }

  /** 0 to 10. */
  private static int severity(Severity severity) {
    return switch (severity) {
      case CRITICAL -> 10;
      case HIGH -> 8;
      case MEDIUM -> 5;
      case LOW -> 3;
      case NEGLIGIBLE -> 1;
      case UNKNOWN -> 0;
    };
  }

  private static String header(String text) {
    return oneLine(text).replace("\\", "\\\\").replace("|", "\\|");
  }

  private static String value(String text) {
    return oneLine(text).replace("\\", "\\\\").replace("=", "\\=");
  }

  private static String oneLine(String text) {
    StringBuilder line = new StringBuilder();
    text.codePoints()
        .limit(LONGEST_VALUE)
        .map(c -> Character.isISOControl(c) ? ' ' : c)
        .forEach(line::appendCodePoint);
    return line.toString();
  }
}
