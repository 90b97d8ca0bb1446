package io.mdis.worker.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.mdis.contracts.ScanReason;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BoundedTextTest {

  @Test
  void cutsWhatIsTooLong() {
    assertThat(BoundedText.cut("12345", 5)).isEqualTo("12345");
    assertThat(BoundedText.cut("123456", 5)).isEqualTo("1234…");
    assertThat(BoundedText.cut(null, 5)).isNull();
  }

  @Test
  void leavesNoHalfCharacter() {
    assertThat(BoundedText.cut("ab\uD83D\uDE00cd", 4)).isEqualTo("ab…");
  }

  @Test
  void saysHowManyReasonsAreLeftOut() {
    List<ScanReason> many = Collections.nCopies(1_000, new ScanReason("code", "x".repeat(500)));
    List<ScanReason> kept = BoundedText.reasons(many, 3, 10);
    assertThat(kept)
        .containsExactly(
            new ScanReason("code", "xxxxxxxxx…"),
            new ScanReason("code", "xxxxxxxxx…"),
            new ScanReason("reasons.left-out", "998 more reasons"));
    assertThat(BoundedText.reasons(many.subList(0, 3), 3, 500)).isEqualTo(many.subList(0, 3));
  }

  @Test
  void leavesOutValuesThatAreNull() {
    Map<String, String> values = new LinkedHashMap<>();
    values.put("a", null);
    values.put("b", "1");
    values.put("c", "2");
    assertThat(BoundedText.document(values, 1, 10).toJson()).isEqualTo("{\"b\": \"1\"}");
  }
}
