package io.mdis.harbor.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KnownInstancesTest {
  private final KnownInstances instances =
      new KnownInstances(
          List.of("harbor.example", "other.example:8443"), Map.of("core:8080", "harbor.example"));

  @ParameterizedTest
  @CsvSource({
    "https://harbor.example, harbor.example",
    "https://HARBOR.example/, harbor.example",
    "harbor.example, harbor.example",
    "https://harbor.example:443, harbor.example",
    "http://core:8080, harbor.example",
    "core:8080, harbor.example",
    "https://other.example:8443, other.example:8443",
  })
  void findsTheRegistryThatIsMeant(String url, String host) {
    assertThat(instances.find(url)).contains(host);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://evil.example",
        "https://harbor.example:8443",
        "https://other.example",
        "http://169.254.169.254",
        "https://harbor.example.evil.example"
      })
  void findsNoOther(String url) {
    assertThat(instances.find(url)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "ftp://harbor.example",
        "https://user:s3cret@harbor.example",
        "https://harbor.example/path",
        "https://harbor.example?x=1",
        "https://harbor.example#x",
        "https://",
        "https://harbor.example\\@evil.example"
      })
  void refusesWhatIsNoAddressOfARegistry(String url) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> instances.find(url))
        .withMessageNotContaining("s3cret");
  }

  @Test
  void anAliasMustMeanAConfiguredRegistry() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new KnownInstances(List.of(), Map.of("core:8080", "harbor.example")))
        .withMessageContaining("mdis.harbor.aliases");
  }
}
