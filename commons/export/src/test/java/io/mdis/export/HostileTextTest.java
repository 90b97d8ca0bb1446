package io.mdis.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.mdis.contracts.Finding;
import io.mdis.contracts.Severity;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whoever made the image wrote its names: none of them keeps a report from being written. */
class HostileTextTest {
  private static final String HOSTILE =
      "a\u0000\ud800b\udc00\u202e\uffff\u001b[31m{{x}}{x}\ud83d\ude00";

  static List<String> formats() {
    return ExportFormats.names();
  }

  @ParameterizedTest
  @MethodSource("formats")
  void everyFormatWritesWhatNamesAreMadeOf(String format) throws Exception {
    Finding finding =
        new Finding(
            "CVE-1",
            "vulnerability",
            Severity.HIGH,
            null,
            HOSTILE,
            null,
            HOSTILE,
            Map.of("package", HOSTILE, "installedVersion", HOSTILE, "cvssScore", "x", "cwe", "-"));
    Report small = SampleReport.small();
    Report report =
        small
            .withResults(List.of(small.results().getFirst().withFindings(List.of(finding))))
            .withComponents(
                List.of(
                    new Component(
                        Optional.empty(),
                        "npm",
                        HOSTILE,
                        HOSTILE,
                        "",
                        HOSTILE,
                        SampleReport.TOP,
                        HOSTILE)));
    String written = Golden.written(ExportFormats.named(format).orElseThrow(), report);
    assertThat(written).contains("\ufffd").doesNotContain("\u001b", "\u0000");
    assertThat(written)
        .as("a character of two halves that belong together")
        .containsAnyOf("\ud83d\ude00", "\\uD83D\\uDE00");
  }
}
