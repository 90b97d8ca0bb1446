package io.mdis.export.csv;

import io.mdis.contracts.Finding;
import io.mdis.contracts.FindingSuppression;
import io.mdis.contracts.ScanReason;
import io.mdis.contracts.ScanResult;
import io.mdis.export.ExportFormat;
import io.mdis.export.FindingText;
import io.mdis.export.Report;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.apache.commons.csv.QuoteMode;

/**
 * A row for each dimension, with how its scan ended, followed by one for each of its findings: a
 * dimension that failed must not look like one without findings.
 */
public final class CsvFormat implements ExportFormat {
  private static final CSVFormat RFC_4180 =
      CSVFormat.RFC4180.builder().setQuoteMode(QuoteMode.ALL).get();

  private static final Map<String, Function<Finding, String>> COLUMNS = new LinkedHashMap<>();

  static {
    COLUMNS.put("kind", finding -> "finding");
    COLUMNS.put("dimension", Finding::dimension);
    COLUMNS.put("status", finding -> finding.suppressed() ? "suppressed" : "open");
    COLUMNS.put("id", Finding::id);
    COLUMNS.put("severity", finding -> finding.severity().name());
    COLUMNS.put("title", FindingText::title);
    COLUMNS.put("package", detail("package"));
    COLUMNS.put("installed_version", detail("installedVersion"));
    COLUMNS.put("fixed_version", detail("fixedVersion"));
    COLUMNS.put("purl", detail("purl"));
    COLUMNS.put("path", finding -> FindingText.place(finding).orElse(""));
    COLUMNS.put("line", finding -> FindingText.line(finding).map(String::valueOf).orElse(""));
    COLUMNS.put("layer", finding -> finding.layer() == null ? "" : finding.layer().toString());
    COLUMNS.put("priority", detail("priority"));
    COLUMNS.put("cvss_score", detail("cvssScore"));
    COLUMNS.put("cvss_vector", detail("cvssVector"));
    COLUMNS.put("epss", detail("epss"));
    COLUMNS.put("kev", detail("kev"));
    COLUMNS.put("remedy", FindingText::remedy);
    COLUMNS.put("suppression_verdict", decision(FindingSuppression::verdict));
    COLUMNS.put("suppression_reason", decision(FindingSuppression::reason));
    COLUMNS.put("suppressed_by", decision(FindingSuppression::author));
    COLUMNS.put("suppressed_until", decision(FindingSuppression::until));
  }

  @Override
  public String name() {
    return "csv";
  }

  @Override
  public String mediaType() {
    return "text/csv";
  }

  @Override
  public String extension() {
    return "csv";
  }

  @Override
  public void write(Report report, OutputStream out) throws IOException {
    BufferedWriter writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
    // Not closed: the stream is the caller's.
    @SuppressWarnings("resource")
    CSVPrinter csv = new CSVPrinter(writer, RFC_4180);
    csv.printRecord(COLUMNS.keySet());
    for (ScanResult result : report.results()) {
      csv.printRecord(dimension(result));
      for (Finding finding : result.findings()) {
        csv.printRecord(
            COLUMNS.values().stream()
                .map(column -> column.apply(finding))
                .map(SpreadsheetText::of)
                .toList());
      }
    }
    csv.flush();
  }

  private static Iterable<String> dimension(ScanResult result) {
    Map<String, String> row = new LinkedHashMap<>();
    COLUMNS.keySet().forEach(name -> row.put(name, ""));
    row.put("kind", "dimension");
    row.put("dimension", result.dimension());
    row.put("status", result.status().name());
    row.put("id", reasons(result, ScanReason::code));
    row.put("title", reasons(result, ScanReason::message));
    return row.values().stream().map(SpreadsheetText::of).toList();
  }

  private static String reasons(ScanResult result, Function<ScanReason, String> part) {
    return result.reasons().stream().map(part).collect(Collectors.joining("; "));
  }

  private static Function<Finding, String> detail(String key) {
    return finding -> finding.details().getOrDefault(key, "");
  }

  private static Function<Finding, String> decision(Function<FindingSuppression, Object> part) {
    return finding -> {
      Object value = finding.suppressed() ? part.apply(finding.suppression()) : null;
      return value == null ? "" : value.toString();
    };
  }
}
