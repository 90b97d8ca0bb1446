package io.mdis.export.junit;

import static org.assertj.core.api.Assertions.assertThat;

import io.mdis.contracts.Finding;
import io.mdis.contracts.Severity;
import io.mdis.export.Golden;
import io.mdis.export.Report;
import io.mdis.export.SampleReport;
import java.io.ByteArrayInputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.SchemaFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

class JUnitFormatTest {
  private final JUnitFormat format = new JUnitFormat();

  @Test
  void fitsWhatItsReadersHaveInCommon() throws Exception {
    SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
        .newSchema(JUnitFormatTest.class.getResource("junit.xsd"))
        .newValidator()
        .validate(new StreamSource(new StringReader(Golden.written(format))));
  }

  @Test
  void isTheGoldenFile() throws Exception {
    Golden.check("report.junit.xml", Golden.written(format));
  }

  @Test
  void theCountsAreThoseOfTheElements() throws Exception {
    Element all = document(SampleReport.small()).getDocumentElement();
    assertThat(all.getAttribute("tests")).isEqualTo(count(all, "testcase")).isEqualTo("12");
    assertThat(all.getAttribute("failures")).isEqualTo(count(all, "failure")).isEqualTo("6");
    assertThat(all.getAttribute("errors")).isEqualTo(count(all, "error")).isEqualTo("1");
    assertThat(all.getAttribute("skipped")).isEqualTo(count(all, "skipped")).isEqualTo("3");
  }

  @Test
  void charactersThatXmlCanNotHoldDoNotBreakIt() throws Exception {
    Finding hostile =
        new Finding(
            "a\u0000]]>\ud800<b>",
            "secret",
            Severity.LOW,
            null,
            "\u001b[31m\uffff",
            null,
            "&\u0001",
            Map.of());
    Report report = SampleReport.small();
    Report one =
        report.withResults(List.of(report.results().getFirst().withFindings(List.of(hostile))));
    Element last = (Element) document(one).getElementsByTagName("testcase").item(1);
    assertThat(last.getAttribute("name")).isEqualTo("LOW a\ufffd]]>\ufffd<b>");
  }

  private static String count(Element in, String name) {
    return Integer.toString(in.getElementsByTagName(name).getLength());
  }

  private Document document(Report report) throws Exception {
    byte[] xml = Golden.written(format, report).getBytes(StandardCharsets.UTF_8);
    return DocumentBuilderFactory.newDefaultInstance()
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(xml));
  }
}
