package io.mdis.report.ui;

import static org.assertj.core.api.Assertions.assertThat;

import io.mdis.contracts.Finding;
import io.mdis.contracts.Severity;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FindingViewTest {

  @Test
  void ofAFileShowsTheEvidence() {
    FindingView view =
        FindingView.of(
            finding("malware", Map.of("verdict", "SUSPECTED", "signature", "Test.Worm-1")));
    assertThat(view.subject()).isEqualTo("opt/tool");
    assertThat(view.evidence())
        .containsExactly(Map.entry("signature", "Test.Worm-1"), Map.entry("verdict", "SUSPECTED"));
  }

  @Test
  void ofAPackageShowsItsVersions() {
    FindingView view =
        FindingView.of(
            finding(
                "vulnerability",
                Map.of("package", "openssl", "installedVersion", "1.0", "purl", "pkg:deb/x")));
    assertThat(view.subject()).isEqualTo("openssl");
    assertThat(view.installed()).isEqualTo("1.0");
    assertThat(view.evidence()).isEmpty();
  }

  private static Finding finding(String dimension, Map<String, String> details) {
    return new Finding(
        "some-id", dimension, Severity.HIGH, null, "Title", null, "opt/tool", details);
  }
}
