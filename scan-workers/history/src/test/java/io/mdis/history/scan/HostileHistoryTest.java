package io.mdis.history.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mdis.contracts.ScanReason;
import io.mdis.contracts.ScanResult;
import io.mdis.contracts.ScanStatus;
import io.mdis.history.dockerfile.HistoryReader;
import io.mdis.image.ImageException;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Histories that nobody wrote by accident: bounded, and told. */
class HostileHistoryTest {

  private static ScanResult scan(String json) throws IOException {
    return TestScan.scan(TestImage.config(json));
  }

  @Test
  void aHundredThousandEntries() throws IOException {
    String entry = "{\"created_by\":\"RUN /bin/sh -c x | y # buildkit\"},";
    ScanResult result =
        scan("{\"history\":[" + entry.repeat(100_000) + "{}],\"rootfs\":{\"diff_ids\":[]}}");
    assertThat(result.status()).isEqualTo(ScanStatus.PARTIAL);
    assertThat(result.reasons())
        .extracting(ScanReason::message)
        .anyMatch(m -> m.contains("100001 entries; only the first " + HistoryReader.MAX_ENTRIES));
    assertThat(result.findings()).hasSizeLessThan(2001);
    assertThat(result.facts().get("dockerfile")).hasSizeLessThan(50_000);
  }

  @Test
  void aLineOfTenMegabytesIsNoConfiguration() {
    String json = "{\"history\":[{\"created_by\":\"RUN " + "a".repeat(10 << 20) + "\"}]}";
    assertThatThrownBy(() -> scan(json))
        .isInstanceOf(ImageException.class)
        .hasMessageContaining("bytes");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a",
        " ",
        "|",
        "|9999 ",
        "\\\\",
        "$(",
        "`",
        "'",
        "((",
        "<<A ",
        "=",
        "A=B ",
        "[",
        "\\\"",
        "| sh ",
        "echo a:b | chpasswd; ",
        "curl ",
        "https://a:b@c ",
        "\\t#",
        "/bin/sh -c "
      })
  void aLongLineOfAnything(String part) throws IOException {
    int times = 200_000 / part.length();
    for (String keyword : new String[] {"RUN /bin/sh -c ", "ENV A=", ""}) {
      ScanResult result =
          scan("{\"history\":[{\"created_by\":\"" + keyword + part.repeat(times) + "\"}]}");
      assertThat(result.status()).isEqualTo(ScanStatus.PARTIAL);
      assertThat(result.reasons())
          .extracting(ScanReason::message)
          .anyMatch(message -> message.contains("the rest was not read"));
      assertThat(result.findings())
          .allSatisfy(f -> assertThat(f.details().getOrDefault("text", "")).hasSizeLessThan(501));
    }
  }

  @Test
  void controlCharactersAreNotShownButTold() throws IOException {
    ScanResult result =
        scan(
            "{\"history\":[{\"created_by\":\"RUN /bin/sh -c echo \\u001b[2J\\u0000 \\u202e x\\r\\ny\","
                + "\"empty_layer\":true}]}");
    assertThat(TestScan.ids(result)).contains("MDIS-hidden-text");
    assertThat(result.facts().get("dockerfile") + result.findings())
        .doesNotContain("\u001b", "\u0000", "\u202e", "\r");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"history\":7}",
        "{\"history\":{\"a\":1}}",
        "{\"history\":[null,7,\"x\",[]]}",
        "{\"history\":[{\"created_by\":7,\"created\":{},\"empty_layer\":\"no\",\"author\":[]}]}",
        "{\"history\":[{\"created_by\":\"RUN x\",\"created\":\"yesterday\"}]}",
        "{\"history\":[{}],\"config\":[]}",
        "{\"history\":[{}],\"config\":{\"Env\":{\"A\":1},\"User\":5,\"Labels\":\"x\",\"Cmd\":[1]}}"
      })
  void whatIsOfTheWrongKindIsTold(String json) throws IOException {
    ScanResult result = scan(json);
    assertThat(result.status()).isEqualTo(ScanStatus.PARTIAL);
    assertThat(result.reasons())
        .allSatisfy(reason -> assertThat(reason.code()).startsWith("history."));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"history\":[{\"created_by\":null,\"created\":null,\"comment\":null}]}",
        "{\"history\":[{\"created_by\":\"RUN\"},{\"created_by\":\"COPY\"},{\"created_by\":\"ENV\"}]}",
        "{\"history\":[{\"created_by\":\"/bin/sh -c #(nop) \"},{\"created_by\":\"|1\"}]}",
        "{\"history\":[{\"created_by\":\"SHELL []\"},{\"created_by\":\"RUN x\"}]}",
        "{\"history\":[{\"created_by\":\"HEALTHCHECK &{[] \\\"\\\" '\\\\x00'}\"}]}",
        "{\"history\":[{\"created_by\":\"CMD []\"},{\"created_by\":\"ENTRYPOINT [\\\"\\\\u12\\\"]\"}]}",
        "{\"history\":[{\"created\":\"+999999999-12-31T23:59:59Z\",\"created_by\":\"RUN x\"}]}"
      })
  void whatSaysLittleBreaksNothing(String json) throws IOException {
    assertThat(scan(json).status()).isEqualTo(ScanStatus.SUCCEEDED);
  }
}
