package io.mdis.worker.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.mdis.contracts.Finding;
import io.mdis.contracts.Severity;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FindingRankTest {

  @ParameterizedTest
  @CsvSource({
    "LOW, 96, 96",
    "LOW, 100, 100",
    "CRITICAL, 0, 0",
    "CRITICAL, '', 90",
    "HIGH, 101, 70",
    "LOW, -3, 15",
    "MEDIUM, high, 45"
  })
  void thePriorityCountsWhereThereIsOne(Severity severity, String priority, int rank) {
    Map<String, String> details = priority.isEmpty() ? Map.of() : Map.of("priority", priority);
    Finding finding = new Finding("x", "malware", severity, null, "x", null, null, details);
    assertThat(FindingRank.of(finding)).isEqualTo(rank);
  }
}
