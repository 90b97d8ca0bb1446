package io.mdis.report.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mdis.report.notify.Receiver;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReceiverWiringTest {

  @ParameterizedTest
  @CsvSource({
    "json, https://hooks.example/a?token=topsecret, hooks.example",
    "slack, https://hooks.slack.example/services/topsecret, hooks.slack.example",
    "syslog, tls://log.example:6514, log.example"
  })
  void tellsNothingOfTheAddressButTheHost(String kind, String url, String place) {
    assertThat(receiver(Map.of("kind", kind, "url", url)).place()).isEqualTo(place);
  }

  @ParameterizedTest
  @CsvSource({
    "json, http://hooks.example/topsecret, https://",
    "json, ftp://hooks.example/topsecret, https://",
    "json, topsecret, https://",
    "json, ::topsecret, no address",
    "fax, https://hooks.example/topsecret, dingtalk",
    "syslog, https://log.example/topsecret, tls://host:port",
    "syslog, udp://log.example, tls://host:port"
  })
  void refusesByKeyAndNeverRepeatsTheValue(String kind, String url, String told) {
    assertThatThrownBy(() -> receiver(Map.of("kind", kind, "url", url)))
        .hasMessageStartingWith("mdis.notify.receivers.ops: ")
        .hasMessageContaining(told)
        .hasMessageNotContaining("topsecret");
    assertThatThrownBy(() -> receiver(Map.of("kind", kind, "url", url)))
        .satisfies(
            thrown -> {
              for (Throwable t = thrown; t != null; t = t.getCause()) {
                assertThat(t).hasMessageNotContaining("topsecret");
              }
            });
  }

  @ParameterizedTest
  @CsvSource({"mail, to", "json, url", "syslog, url"})
  void namesWhatIsMissing(String kind, String key) {
    assertThatThrownBy(() -> receiver(Map.of("kind", kind)))
        .hasMessage("mdis.notify.receivers.ops: " + key + " is missing");
  }

  private static Receiver receiver(Map<String, String> keys) {
    Map<String, String> all = new HashMap<>();
    keys.forEach((key, value) -> all.put("mdis.notify.receivers.ops." + key, value));
    NotifySettings settings =
        new SmallRyeConfigBuilder()
            .addDiscoveredConverters()
            .withMapping(NotifySettings.class)
            .withSources(new PropertiesConfigSource(all, "test", 100))
            .build()
            .getConfigMapping(NotifySettings.class);
    return new ReceiverWiring(settings, null, "1").receiver("ops", settings.receivers().get("ops"));
  }
}
