package io.mdis.standalone.output;

import static org.assertj.core.api.Assertions.assertThat;

import io.mdis.contracts.Finding;
import io.mdis.contracts.ScanResult;
import io.mdis.contracts.ScanStatus;
import io.mdis.contracts.Severity;
import io.mdis.export.Report;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TableFormatTest {

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

  @Test
  void endsWithWhatToDoFirst() throws IOException {
    String table =
        write(
            finding("CVE-1", Map.of("package", "musl\u001b", "fixedVersion", "2")),
            finding("CVE-2", Map.of("package", "zlib")));
    assertThat(table).endsWith("what to do first:\n  1. upgrade musl? to 2: 1 of 2 gone\n");
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
    Report.Image image = new Report.Image("a", "b", "c", "linux/amd64", List.of());
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new TableFormat(false).write(new Report("1", Instant.EPOCH, image, List.of(result)), out);
    return out.toString(StandardCharsets.UTF_8);
  }
}
