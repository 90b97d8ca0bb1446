package io.mdis.standalone.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mdis.fixtures.CraftedImage;
import io.mdis.fixtures.ScriptedRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every metric that an alert, the dashboard or the page speaks of is told by a running server. */
class MonitoringE2E {
  private static final Pattern METRIC =
      Pattern.compile("\\b(?:mdis|http_server|jvm)_[a-z_]*[a-z]\\b");

  /** Told only once something went wrong, or where a virus engine or a new database is. */
  private static final Set<String> ON_OCCASION =
      Set.of(
          "mdis_malware_files_sent_total",
          "mdis_malware_bytes_sent_total",
          "mdis_malware_files_known_total",
          "mdis_malware_engine_errors_total",
          "mdis_rejudgements_seconds",
          "mdis_rejudged_images_total",
          "mdis_rejudged_changed_total",
          "mdis_report_alerts_total");

  @TempDir Path work;

  @Test
  void whatIsWatchedIsThere() throws Exception {
    Set<String> named = named();
    assertThat(named).hasSizeGreaterThan(10);
    CraftedImage image = CraftedImage.of(HostileImages.alpine());
    try (ScriptedRegistry registry = new ScriptedRegistry()) {
      image.publish(registry, "team/app", "1");
      List<String> options =
          List.of(
              "--data",
              work.resolve("data").toString(),
              "--db",
              Advisories.build(work).toString(),
              "--registry",
              registry.uri().toString(),
              "--agent-port",
              "0");
      try (RunningServer server = RunningServer.start(work, 0, null, options)) {
        String body = "{\"reference\":\"" + registry.host() + "/team/app:1\"}";
        assertThat(server.send("POST", "/images", body).statusCode()).isEqualTo(202);
        assertThat(server.send("POST", "/webhooks/harbor", "{}").statusCode()).isEqualTo(400);
        server.awaitResult(image.digest());
        Instant deadline = Instant.now().plus(Duration.ofMinutes(1));
        Set<String> missing = new TreeSet<>(named);
        while (!missing.isEmpty() && Instant.now().isBefore(deadline)) {
          String metrics = server.send("GET", "/q/metrics", null).body();
          missing.removeIf(
              name ->
                  Pattern.compile("(?m)^" + name + "(_(count|total))?[ {]")
                      .matcher(metrics)
                      .find());
          missing.removeAll(ON_OCCASION);
          LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(500));
        }
        assertThat(missing).isEmpty();
      }
    }
  }

  private static Set<String> named() throws Exception {
    Path monitoring = Launcher.PROJECT.resolve("k8s/components/monitoring");
    JsonNode dashboard = new ObjectMapper().readTree(monitoring.resolve("mdis.json").toFile());
    String expressions =
        Files.readString(monitoring.resolve("alerts.yaml"))
            + String.join("\n", dashboard.findValuesAsText("expr"));
    String page = Files.readString(Launcher.PROJECT.resolve("docs/reference/metrics.md"));
    return METRIC
        .matcher(expressions + page)
        .results()
        .map(found -> found.group())
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
