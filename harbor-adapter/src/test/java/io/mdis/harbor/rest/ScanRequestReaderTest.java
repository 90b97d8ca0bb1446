package io.mdis.harbor.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.mdis.harbor.scan.KnownInstances;
import io.mdis.harbor.scan.ScanRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScanRequestReaderTest {
  /** As Harbor 2.11 and later sends it; the login is {@code robot:hunter2}. */
  private static final String BODY =
      """
      {"registry":{"url":"https://harbor.example","authorization":"Basic cm9ib3Q6aHVudGVyMg==","insecure":false},
       "artifact":{"repository":"shop/cart/api","tag":"1.4.2","digest":"sha256:%s",
         "mime_type":"application/vnd.oci.image.manifest.v1+json","size":1234},
       "enabled_capabilities":[{"type":"vulnerability",
         "produces_mime_types":["application/vnd.security.vulnerability.report; version=1.1"],"parameters":null}]}
      """
          .formatted("a".repeat(64));

  private final ScanRequestReader reader =
      new ScanRequestReader(new KnownInstances(List.of("harbor.example"), Map.of()));

  @Test
  void readsWhatHarborSends() throws Refusal {
    ScanRequest request = read(BODY);
    assertThat(request.registry()).isEqualTo("harbor.example");
    assertThat(request.repository()).isEqualTo("shop/cart/api");
    assertThat(request.tag()).isEqualTo("1.4.2");
    assertThat(request.digest().hex()).isEqualTo("a".repeat(64));
    assertThat(request.authorization()).contains("Basic cm9ib3Q6aHVudGVyMg==");
    assertThat(request.toString()).doesNotContain("cm9ib3Q6aHVudGVyMg");
  }

  @Test
  void readsWhatOlderOnesSend() throws Refusal {
    int capabilities = BODY.indexOf(",\n \"enabled");
    ScanRequest request = read(BODY.substring(0, capabilities).replace("\"1.4.2\"", "\"\"") + "}");
    assertThat(request.tag()).isNull();
    assertThat(read(BODY.replace("Basic cm9ib3Q6aHVudGVyMg==", "")).authorization()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "400~{\"registry\"~[{\"registry\"",
        "400~\"shop/cart/api\"~17",
        "422~https://harbor.example\"~https://evil.example\"",
        "422~https://harbor.example\"~https://u:hunter2@harbor.example\"",
        "422~https://harbor.example\"~\"",
        "422~sha256:aa~sha256:",
        "422~sha256:aa~md5:aa",
        "422~shop/cart/api~../../etc",
        "422~shop/cart/api~shop cart",
        "422~1.4.2~a b",
        "422~Basic cm9ib3Q6aHVudGVyMg==~Digest hunter2",
        "422~Basic cm9ib3Q6aHVudGVyMg==~Basic !hunter2",
        "422~oci.image.manifest~oci.image.index",
        "501~\"type\":\"vulnerability\"~\"type\":\"sbom\"",
      })
  void refusesWhatItCannotScanAndQuotesNoLogin(int status, String part, String other) {
    assertThat(BODY).contains(part);
    Refusal refusal = catchThrowableOfType(Refusal.class, () -> read(BODY.replace(part, other)));
    assertThat(refusal.status()).isEqualTo(status);
    assertThat(refusal.getMessage()).doesNotContain("hunter2").doesNotContain("cm9ib3Q6aHVudGVyMg");
  }

  private ScanRequest read(String body) throws Refusal {
    return reader.read(body.getBytes(StandardCharsets.UTF_8));
  }
}
