package io.mdis.messaging;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * How every client reaches the broker: its address, and how it proves itself. The keys are Kafka's
 * own below {@code kafka.}, as Quarkus's clients take them too: {@code kafka.security.protocol},
 * {@code kafka.sasl.mechanism}, {@code kafka.ssl.truststore.location} and so on.
 */
public final class BrokerConnection {
  private static final List<String> KEYS =
      List.of(
          "security.protocol",
          "sasl.mechanism",
          "sasl.jaas.config",
          "ssl.truststore.location",
          "ssl.truststore.type",
          "ssl.truststore.password",
          "ssl.keystore.location",
          "ssl.keystore.type",
          "ssl.keystore.password",
          "ssl.key.password",
          "ssl.endpoint.identification.algorithm");

  private BrokerConnection() {}

  /**
   * Settings of a client.
   *
   * @param own what this client needs besides
   */
  public static Map<String, Object> settings(String bootstrapServers, Map<String, ?> own) {
    return settings(bootstrapServers, own, BrokerConnection::configured);
  }

  static Map<String, Object> settings(
      String bootstrapServers, Map<String, ?> own, Function<String, Optional<String>> configured) {
    Map<String, Object> settings = new HashMap<>();
    for (String key : KEYS) {
      configured.apply("kafka." + key).ifPresent(value -> settings.put(key, value));
    }
    settings.putAll(own);
    settings.put("bootstrap.servers", bootstrapServers);
    return settings;
  }

  private static Optional<String> configured(String key) {
    try {
      return ConfigProvider.getConfig().getOptionalValue(key, String.class);
    } catch (IllegalStateException e) {
      // Outside of a service, as in a test of this module, nothing configures anything.
      return Optional.empty();
    }
  }
}
