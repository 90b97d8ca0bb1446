package io.mdis.harbor.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReportFormTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "application/vnd.security.vulnerability.report; version=1.1|SECURITY",
        "application/vnd.security.vulnerability.report;version=1.1|SECURITY",
        "Application/VND.security.vulnerability.report; version=\"1.1\"|SECURITY",
        "application/vnd.scanner.adapter.vuln.report.harbor+json; version=1.0|HARBOR",
        "text/html, application/vnd.scanner.adapter.vuln.report.harbor+json; version=1.0|HARBOR",
        "*/*|SECURITY",
        "''|SECURITY",
      })
  void isTheOneThatIsAskedFor(String accept, ReportForm form) {
    assertThat(ReportForm.accepted(accept)).contains(form);
  }

  @Test
  void isTheNewestWhenNothingIsSaid() {
    assertThat(ReportForm.accepted(null)).contains(ReportForm.SECURITY);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/vnd.scanner.adapter.vuln.report.raw",
        "application/vnd.security.sbom.report+json; version=1.0",
        "application/vnd.security.vulnerability.report; version=2.0",
        "text/html"
      })
  void isNoneOfOthers(String accept) {
    assertThat(ReportForm.accepted(accept)).isEmpty();
  }
}
