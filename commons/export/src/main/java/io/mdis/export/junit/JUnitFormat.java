package io.mdis.export.junit;

import io.mdis.contracts.Finding;
import io.mdis.contracts.ScanReason;
import io.mdis.contracts.ScanResult;
import io.mdis.contracts.ScanStatus;
import io.mdis.export.ExportFormat;
import io.mdis.export.FindingText;
import io.mdis.export.Report;
import java.io.IOException;
import java.io.OutputStream;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.stream.Collectors;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * A suite for each dimension. Its first test case is the scan itself: it passes only when all was
 * looked at. Then there is one for each finding, which fails, or is skipped when it is suppressed.
 */
public final class JUnitFormat implements ExportFormat {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss").withZone(ZoneOffset.UTC);

  @Override
  public String name() {
    return "junit";
  }

  @Override
  public String mediaType() {
    return "application/xml";
  }

  @Override
  public String extension() {
    return "junit.xml";
  }

  @Override
  public void write(Report report, OutputStream out) throws IOException {
    try {
      XMLStreamWriter xml =
          XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(out, "UTF-8");
      xml.writeStartDocument("UTF-8", "1.0");
      xml.writeCharacters("\n");
      xml.writeStartElement("testsuites");
      attribute(xml, "name", "MDIS " + report.image().name());
      counts(xml, report.results());
      for (ScanResult result : report.results()) {
        suite(xml, report, result);
      }
      xml.writeCharacters("\n");
      xml.writeEndElement();
      xml.writeEndDocument();
      xml.flush();
      out.write('\n');
      out.flush();
    } catch (XMLStreamException e) {
      throw new IOException("the report can't be written as JUnit XML: " + e.getMessage(), e);
    }
  }

  private static void suite(XMLStreamWriter xml, Report report, ScanResult result)
      throws XMLStreamException {
    xml.writeCharacters("\n  ");
    xml.writeStartElement("testsuite");
    attribute(xml, "name", result.dimension());
    counts(xml, List.of(result));
    attribute(xml, "timestamp", TIME.format(report.scannedAt()));
    scan(xml, report, result);
    for (Finding finding : result.findings()) {
      finding(xml, finding);
    }
    xml.writeCharacters("\n  ");
    xml.writeEndElement();
  }

  private static void counts(XMLStreamWriter xml, List<ScanResult> results)
      throws XMLStreamException {
    int tests = results.size();
    int failures = 0;
    int errors = 0;
    int skipped = 0;
    for (ScanResult result : results) {
      tests += result.findings().size();
      errors += unusable(result) ? 1 : 0;
      skipped += result.status() == ScanStatus.PARTIAL ? 1 : 0;
      int suppressed = (int) result.findings().stream().filter(Finding::suppressed).count();
      skipped += suppressed;
      failures += result.findings().size() - suppressed;
    }
    attribute(xml, "tests", Integer.toString(tests));
    attribute(xml, "failures", Integer.toString(failures));
    attribute(xml, "errors", Integer.toString(errors));
    attribute(xml, "skipped", Integer.toString(skipped));
  }

  private static void scan(XMLStreamWriter xml, Report report, ScanResult result)
      throws XMLStreamException {
    testCase(xml, result.dimension(), "scan of " + report.image().name());
    String why =
        result.reasons().stream()
            .map(reason -> reason.code() + ": " + reason.message())
            .collect(Collectors.joining("\n"));
    if (unusable(result)) {
      String code = result.reasons().stream().map(ScanReason::code).findFirst().orElse("");
      outcome(xml, "error", result.status() + " " + code, code, why);
    } else if (result.status() == ScanStatus.PARTIAL) {
      outcome(xml, "skipped", "PARTIAL: " + why, null, null);
    }
    xml.writeEndElement();
  }

  private static void finding(XMLStreamWriter xml, Finding finding) throws XMLStreamException {
    String where =
        FindingText.detail(finding, "package")
            .or(() -> FindingText.place(finding))
            .orElse("the image");
    testCase(xml, finding.dimension() + "." + where, finding.severity() + " " + finding.id());
    if (finding.suppressed()) {
      outcome(xml, "skipped", "suppressed: " + finding.suppression().reason(), null, null);
    } else {
      String place =
          FindingText.place(finding)
              .map(path -> "\nin " + path + FindingText.line(finding).map(l -> ":" + l).orElse(""))
              .orElse("");
      outcome(
          xml,
          "failure",
          FindingText.title(finding),
          finding.severity().name(),
          FindingText.remedy(finding) + place);
    }
    xml.writeEndElement();
  }

  /** A dimension that says nothing of the image. */
  private static boolean unusable(ScanResult result) {
    return result.status() == ScanStatus.FAILED || result.status() == ScanStatus.SKIPPED;
  }

  private static void testCase(XMLStreamWriter xml, String group, String name)
      throws XMLStreamException {
    xml.writeCharacters("\n    ");
    xml.writeStartElement("testcase");
    attribute(xml, "classname", group);
    attribute(xml, "name", name);
  }

  private static void outcome(
      XMLStreamWriter xml, String kind, String message, String type, String text)
      throws XMLStreamException {
    xml.writeStartElement(kind);
    attribute(xml, "message", message);
    if (type != null) {
      attribute(xml, "type", type);
    }
    if (text != null) {
      xml.writeCharacters(XmlText.of(text));
    }
    xml.writeEndElement();
  }

  private static void attribute(XMLStreamWriter xml, String name, String value)
      throws XMLStreamException {
    xml.writeAttribute(name, XmlText.of(value));
  }
}
