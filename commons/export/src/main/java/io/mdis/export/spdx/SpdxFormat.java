package io.mdis.export.spdx;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.mdis.contracts.ScanReason;
import io.mdis.contracts.ScanResult;
import io.mdis.export.ExportFormat;
import io.mdis.export.ListedPackage;
import io.mdis.export.Report;
import io.mdis.export.ReportId;
import java.io.IOException;
import java.io.OutputStream;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** One SPDX document, written package by package. */
public final class SpdxFormat implements ExportFormat {
  private static final String DOCUMENT = "SPDXRef-DOCUMENT";
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .build();

  @Override
  public String name() {
    return "spdx";
  }

  @Override
  public String mediaType() {
    return "application/spdx+json";
  }

  @Override
  public String extension() {
    return "spdx.json";
  }

  @Override
  public boolean needsComponents() {
    return true;
  }

  @Override
  public void write(Report report, OutputStream out) throws IOException {
    List<ListedPackage> packages = ListedPackage.of(report);
    try (JsonGenerator json = MAPPER.createGenerator(out)) {
      json.useDefaultPrettyPrinter();
      json.writeStartObject();
      json.writeStringField("spdxVersion", "SPDX-2.3");
      json.writeStringField("dataLicense", "CC0-1.0");
      json.writeStringField("SPDXID", DOCUMENT);
      json.writeStringField("name", report.image().name());
      json.writeStringField("documentNamespace", "urn:uuid:" + ReportId.of(report));
      json.writeStringField("comment", comment(report));
      json.writePOJOField(
          "creationInfo",
          Map.of(
              "created", report.scannedAt().truncatedTo(ChronoUnit.SECONDS).toString(),
              "creators", List.of("Tool: MDIS-" + report.mdisVersion())));
      json.writeArrayFieldStart("packages");
      json.writePOJO(SpdxPackage.image(report));
      for (int i = 0; i < packages.size(); i++) {
        json.writePOJO(SpdxPackage.of(packages.get(i), i + 1));
      }
      json.writeEndArray();
      json.writeArrayFieldStart("relationships");
      relationship(json, DOCUMENT, "DESCRIBES", SpdxPackage.IMAGE);
      for (int i = 0; i < packages.size(); i++) {
        relationship(json, SpdxPackage.IMAGE, "CONTAINS", SpdxPackage.id(i + 1));
      }
      json.writeEndArray();
      json.writeEndObject();
      json.writeRaw('\n');
    }
    out.flush();
  }

  /** How each scan ended: a list of packages of an image that can't be read is not complete. */
  private static String comment(Report report) {
    return report.results().stream()
        .map(SpdxFormat::ended)
        .collect(Collectors.joining("; ", "Scanned by MDIS: ", "."));
  }

  private static String ended(ScanResult result) {
    String why =
        result.reasons().stream().map(ScanReason::message).collect(Collectors.joining(", "));
    return result.dimension() + " " + result.status() + (why.isEmpty() ? "" : " (" + why + ")");
  }

  private static void relationship(JsonGenerator json, String from, String type, String to)
      throws IOException {
    json.writeStartObject();
    json.writeStringField("spdxElementId", from);
    json.writeStringField("relationshipType", type);
    json.writeStringField("relatedSpdxElement", to);
    json.writeEndObject();
  }
}
