package io.mdis.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BrokerConnectionTest {

  @Test
  void everyClientProvesItselfAsConfigured() {
    Map<String, String> configured =
        Map.of(
            "kafka.security.protocol", "SSL",
            "kafka.ssl.keystore.location", "/etc/mdis/kafka/user.p12",
            "kafka.acks", "0",
            "kafka.bootstrap.servers", "elsewhere:1");

    Map<String, Object> settings =
        BrokerConnection.settings(
            "broker:9093",
            Map.of("group.id", "history"),
            key -> Optional.ofNullable(configured.get(key)));

    assertThat(settings)
        .isEqualTo(
            Map.of(
                "bootstrap.servers", "broker:9093",
                "group.id", "history",
                "security.protocol", "SSL",
                "ssl.keystore.location", "/etc/mdis/kafka/user.p12"));
  }

  @Test
  void withoutASettingItIsPlain() {
    assertThat(BrokerConnection.settings("broker:9092", Map.of()))
        .isEqualTo(Map.of("bootstrap.servers", "broker:9092"));
  }
}
