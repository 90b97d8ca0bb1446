package io.mdis.ingest.rescan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mdis.contracts.Digest;
import io.mdis.contracts.ImageMessage.Reason;
import io.mdis.ingest.application.webhook.PayloadException;
import io.mdis.ingest.application.webhook.PayloadParser;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestedRescanTest {
  private static final Digest DIGEST = Digest.sha256("a".repeat(64));

  private static RescanRequest read(String json) throws PayloadException {
    return RequestedRescan.read(
        new PayloadParser().parse(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void anImageIsNamedByTagOrDigest() throws PayloadException {
    assertThat(read("{'image': 'reg.example.com/shop/api:1'}"))
        .isEqualTo(
            new RescanRequest(
                new ImageSelection(null, "reg.example.com", "shop/api", "1"),
                Reason.DEEP,
                List.of()));
    assertThat(read("{'image': '" + DIGEST + "', 'all': false}").images())
        .isEqualTo(new ImageSelection(DIGEST, null, null, null));
    assertThat(read("{'image': 'reg.example.com/shop/api@" + DIGEST + "'}").images())
        .isEqualTo(new ImageSelection(DIGEST, "reg.example.com", "shop/api", null));
  }

  @Test
  void allImagesMayBeNarrowed() throws PayloadException {
    assertThat(read("{'all': true}").images()).isEqualTo(ImageSelection.ALL);
    assertThat(
            read(
                """
                {'all': true, 'registry': 'reg.example.com', 'repository': 'shop/*',
                 'reason': 'rescan', 'dimensions': ['secret', 'malware', 'secret']}"""))
        .isEqualTo(
            new RescanRequest(
                new ImageSelection(null, "reg.example.com", "shop/*", null),
                Reason.RESCAN,
                List.of("malware", "secret")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{}|image",
        "{'all': false}|image",
        "{'all': 'yes'}|all",
        "{'all': true, 'image': 'reg.example.com/a:1'}|image",
        "{'image': 'reg.example.com/a:1', 'repository': 'b'}|repository",
        "{'image': 'sha256:abc'}|image",
        "{'image': 'team/app:1'}|image",
        "{'all': true, 'repository': '*'}|repository",
        "{'all': true, 'repository': '../*'}|repository",
        "{'all': true, 'registry': 'a b'}|registry",
        "{'all': true, 'reason': 'PUSH'}|reason",
        "{'all': true, 'dimensions': 'malware'}|dimensions",
        "{'all': true, 'dimensions': ['Malware']}|dimensions[0]",
      })
  void complaintsNameTheField(String json, String field) {
    assertThatThrownBy(() -> read(json))
        .isInstanceOfSatisfying(
            PayloadException.class, e -> assertThat(e.field()).isEqualTo(field));
  }

  @Test
  void whatWantsTheSameHasTheSameKey() throws PayloadException {
    String key = read("{'all': true, 'dimensions': ['secret', 'malware']}").key();
    assertThat(read("{'all': true, 'dimensions': ['malware', 'secret']}").key()).isEqualTo(key);
    assertThat(read("{'all': true, 'dimensions': ['malware']}").key()).isNotEqualTo(key);
    assertThat(read("{'all': true, 'reason': 'RESCAN', 'dimensions': ['malware', 'secret']}").key())
        .isNotEqualTo(key);
  }
}
