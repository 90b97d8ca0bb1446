package io.mdis.standalone.output;

import static org.assertj.core.api.Assertions.assertThat;

import io.mdis.contracts.Finding;
import io.mdis.contracts.ScanResult;
import io.mdis.contracts.ScanStatus;
import io.mdis.contracts.Severity;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TableReportWriterTest {

  @Test
  void tellsHowSoonToFixAndWhatIsExploited() throws IOException {
    String table =
        write(
            finding("CVE-1", Map.of("priority", "96", "kev", "true", "epss", "0.94399")),
            finding("CVE-2", Map.of("priority", "71", "epss", "0.10000")),
            finding("CVE-3", Map.of("priority", "50", "epss", "0.09999")),
            finding("CVE-4", Map.of()));
    assertThat(table.lines().filter(line -> line.startsWith("CVE")))
        .containsExactly(
            "CVE-1  HIGH      96 KEV        -        -          -         -",
            "CVE-2  HIGH      71 EPSS 0.10  -        -          -         -",
            "CVE-3  HIGH      50            -        -          -         -",
            "CVE-4  HIGH      -             -        -          -         -");
    assertThat(table).contains("ID     SEVERITY  PRIORITY      PACKAGE");
  }

  private static Finding finding(String id, Map<String, String> details) {
    return new Finding(id, "vulnerability", Severity.HIGH, null, id, null, null, details);
  }

  private static String write(Finding... findings) throws IOException {
    ScanResult result =
        new ScanResult(
            "vulnerability",
            ScanStatus.SUCCEEDED,
            List.of(),
            "1",
            "1",
            List.of(findings),
            Map.of());
    LocalReport.Image image = new LocalReport.Image("a", "b", "c", "linux/amd64", List.of());
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new TableReportWriter(false)
        .write(LocalReport.of("1", Instant.EPOCH, image, List.of(result)), out);
    return out.toString(StandardCharsets.UTF_8);
  }
}
