package io.mdis.trust.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrustJsonTest {

  @Test
  void aRequestIsReadAsItWasWritten() throws Exception {
    VerifyRequest request = Statements.request(Statements.image("a", "b"));

    assertThat(TrustJson.read(TrustJson.write(request), VerifyRequest.class)).isEqualTo(request);
  }

  @Test
  void fieldsOfANewerSideAreIgnored() throws Exception {
    String json =
        new String(TrustJson.write(Problem.of("a.b", "text")), StandardCharsets.UTF_8)
            .replaceFirst("\\{", "{\"newer\":[1],");

    assertThat(TrustJson.read(json.getBytes(StandardCharsets.UTF_8), Problem.class).error().code())
        .isEqualTo("a.b");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "{",
        "{\"host\":\"a\",\"host\":\"b\"}",
        "{\"host\":\"a\"} {}",
        "{\"host\":\"UPPER\"}",
        "{\"host\":\"../a\"}",
        "{\"host\":\"a..b\"}",
        "{\"host\":null}"
      })
  void whatIsNoMessageIsRefused(String json) {
    malformed(json, TokenRequest.class);
  }

  @Test
  void valuesThatContradictEachOtherAreRefused() {
    MeasuredImage one = Statements.image("a", "b");
    MeasuredImage other = Statements.image("a", "c");
    String json = new String(TrustJson.write(one), StandardCharsets.UTF_8);

    malformed(json.replace(one.trust().hex(), other.trust().hex()), MeasuredImage.class);
    malformed(
        json.replace(one.layers().get(1).trust().hex(), other.layers().get(1).trust().hex()),
        MeasuredImage.class);
    malformed(
        json.replace(one.layers().get(1).chainId().hex(), one.layers().get(0).chainId().hex()),
        MeasuredImage.class);
    malformed(json.replace(one.trust().hex(), one.trust().hex().substring(2)), MeasuredImage.class);
  }

  @Test
  void aTooLargeMessageIsRefusedBeforeItIsRead() {
    assertThatThrownBy(() -> TrustJson.read(new byte[TrustJson.MAX_BYTES + 1], Problem.class))
        .extracting("problem")
        .isEqualTo(ProtocolProblem.MALFORMED);
  }

  @Test
  void aTokenIsReadAsItWasHandedOverAndNeverShown() {
    EnrolmentToken token = new EnrolmentToken("s".repeat(43), "0a".repeat(32));

    assertThat(EnrolmentToken.parse(token.text())).isEqualTo(token);
    assertThat(token.toString()).doesNotContain("sss");
    for (String wrong : List.of("", "mdiset_x.y", token.text() + "0", "x" + token.text())) {
      assertThatThrownBy(() -> EnrolmentToken.parse(wrong))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  private static void malformed(String json, Class<?> type) {
    assertThatThrownBy(() -> TrustJson.read(json.getBytes(StandardCharsets.UTF_8), type))
        .isInstanceOf(ProtocolException.class)
        .extracting("problem")
        .isEqualTo(ProtocolProblem.MALFORMED);
  }
}
