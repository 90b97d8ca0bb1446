package io.mdis.report.config;

import io.mdis.contracts.Severity;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Who is told of which alerts. */
@ConfigMapping(prefix = "mdis.notify")
public interface NotifySettings {

  /** Those who are told, by a name of your choice. */
  Map<String, ReceiverSettings> receivers();

  /** Which alerts are told to whom, by a name of your choice. */
  Map<String, RuleSettings> rules();

  /** Address at which people open MDIS, for links in messages; no links when not set. */
  Optional<String> baseUrl();

  /** How long an alert waits for others to be told with. */
  @WithDefault("30S")
  Duration groupWait();

  /** Severity from which an alert neither waits nor keeps quiet. */
  @WithDefault("CRITICAL")
  Severity urgentFrom();

  /** How long a notification is tried before it is a dead letter. */
  @WithDefault("24H")
  Duration giveUpAfter();

  /** The most that one sending may take. */
  @WithDefault("10S")
  Duration timeout();

  /** Pause between two looks at what is to be sent. */
  @WithDefault("1S")
  Duration every();

  /** Time zone of quiet hours. */
  @WithDefault("UTC")
  String zone();

  /** One who is told. */
  interface ReceiverSettings {
    /** {@code json}, {@code slack}, {@code teams}, {@code dingtalk}, {@code feishu}, … */
    String kind();

    /** Address of the webhook, or {@code udp://}, {@code tcp://}, {@code tls://host:port}. */
    Optional<String> url();

    /** Secret that messages are signed with. */
    Optional<String> secret();

    /** Whether an address without TLS is meant. */
    @WithDefault("false")
    boolean plainHttp();

    /** Addresses of e-mail. */
    Optional<List<String>> to();

    /** Hours in which only what is urgent is told, such as {@code 22:00-07:00}. */
    Optional<String> quietHours();
  }

  /** Which alerts are told to whom. */
  interface RuleSettings {
    /** At least this severity. */
    @WithDefault("HIGH")
    Severity severity();

    /** Kinds of alerts. */
    @WithDefault(
        "vulnerability.new,suppression.expired,trust.tampered,trust.statement-altered,secret.logged")
    List<String> kinds();

    /** Patterns of images, {@code registry/repository[:tag]}; every image when not set. */
    Optional<List<String>> images();

    /** Names of those who are told. */
    List<String> receivers();
  }
}
