package io.mdis.export.sarif;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.mdis.contracts.Finding;
import io.mdis.contracts.ScanReason;
import io.mdis.contracts.ScanResult;
import io.mdis.contracts.ScanStatus;
import io.mdis.export.ExportFormat;
import io.mdis.export.Report;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * One run of SARIF. Results are written one by one: what is held besides the report is its rules.
 */
public final class SarifFormat implements ExportFormat {
  private static final String SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json";
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .build();

  @Override
  public String name() {
    return "sarif";
  }

  @Override
  public String mediaType() {
    return "application/sarif+json";
  }

  @Override
  public String extension() {
    return "sarif";
  }

  @Override
  public void write(Report report, OutputStream out) throws IOException {
    SarifRules rules = SarifRules.of(report);
    try (JsonGenerator json = MAPPER.createGenerator(out)) {
      json.useDefaultPrettyPrinter();
      json.writeStartObject();
      json.writeStringField("$schema", SCHEMA);
      json.writeStringField("version", "2.1.0");
      json.writeArrayFieldStart("runs");
      json.writeStartObject();
      json.writePOJOField("tool", SarifTool.of(report, rules));
      json.writePOJOField("automationDetails", Map.of("id", "mdis/" + repository(report) + "/"));
      json.writePOJOField("originalUriBaseIds", SarifLocation.BASES);
      json.writePOJOField("invocations", List.of(invocation(report)));
      json.writePOJOField("properties", properties(report));
      json.writeArrayFieldStart("results");
      SarifResults results = new SarifResults(report, rules);
      for (Iterator<Finding> each = report.findings().iterator(); each.hasNext(); ) {
        json.writePOJO(results.of(each.next()));
      }
      json.writeEndArray();
      json.writeEndObject();
      json.writeEndArray();
      json.writeEndObject();
      json.writeRaw('\n');
    }
    out.flush();
  }

  /** The name without tag and digest: what stays the same when the image is built anew. */
  static String repository(Report report) {
    String name = report.image().name();
    int at = name.indexOf('@');
    name = at < 0 ? name : name.substring(0, at);
    int colon = name.lastIndexOf(':');
    return colon > name.lastIndexOf('/') ? name.substring(0, colon) : name;
  }

  private static Map<String, Object> invocation(Report report) {
    List<Map<String, Object>> notes = new ArrayList<>();
    for (ScanResult result : report.results()) {
      for (ScanReason reason : result.reasons()) {
        notes.add(
            Map.of(
                "level", unusable(result.status()) ? "error" : "warning",
                "descriptor", Map.of("id", reason.code()),
                "message",
                    Map.of(
                        "text",
                        result.dimension() + " " + result.status() + ": " + reason.message())));
      }
    }
    boolean whole =
        report.results().stream().map(ScanResult::status).noneMatch(SarifFormat::unusable);
    return Map.of(
        "endTimeUtc", report.scannedAt().toString(),
        "executionSuccessful", whole,
        "toolExecutionNotifications", notes);
  }

  /** A dimension that says nothing of the image was not executed with success. */
  private static boolean unusable(ScanStatus status) {
    return status == ScanStatus.FAILED || status == ScanStatus.SKIPPED;
  }

  private static Map<String, Object> properties(Report report) {
    Map<String, Object> properties = new HashMap<>();
    properties.put("image", report.image().name());
    properties.put("digest", report.image().digest());
    if (report.image().platform() != null) {
      properties.put("platform", report.image().platform());
    }
    Map<String, String> statuses = new HashMap<>();
    report.results().forEach(r -> statuses.put(r.dimension(), r.status().name()));
    properties.put("dimensions", statuses);
    return properties;
  }
}
