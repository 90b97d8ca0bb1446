package io.mdis.standalone.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.mdis.trust.protocol.TrustApi;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An agent whose certificate lasts seconds: renewed by itself, revoked, and enrolled again. */
class AgentIdentityE2E {
  private static final String HOST = "node-8.example";
  private static final Map<String, String> SHORT =
      Map.of("MDIS_TRUST_HOSTS_CERTIFICATE_LASTS", "20S");

  @TempDir Path work;

  @Test
  void aCertificateIsRenewedUntilItsHostIsRevoked() throws Exception {
    int agents = RunningServer.freePort();
    List<String> options =
        List.of(
            "--data",
            work.resolve("data").toString(),
            "--db",
            Advisories.build(work).toString(),
            "--agent-port",
            Integer.toString(agents));
    Path socket = work.resolve("plugin.sock");
    Path config = HostAgent.configure(work, agents, work.resolve("docker"), socket);
    try (RunningServer server = RunningServer.start(work, 0, null, options, SHORT)) {
      HostAgent.enrol(server, config, HOST);
      Instant first = end(host(server, known -> true));
      try (HostAgent agent = HostAgent.start(config, socket)) {
        // Longer than the second certificate lasts: that one was renewed as well.
        host(server, known -> end(known).isAfter(first.plusSeconds(20)));
        assertThat(agent.log()).contains("the service has renewed Identity[" + HOST);

        assertThat(server.send("DELETE", TrustApi.HOSTS + "/" + HOST, null).statusCode())
            .isEqualTo(204);
        JsonNode revoked = host(server, known -> known.hasNonNull("revokedAt"));
        assertThat(revoked.hasNonNull("certificateUntil")).isFalse();
        agent.awaitLog("was revoked");

        HostAgent.enrol(server, config, HOST);
        Instant again = end(host(server, known -> !known.hasNonNull("revokedAt")));
        host(server, known -> end(known).isAfter(again));
      }
      assertThat(Files.readString(config.resolveSibling("agent.log")))
          .doesNotContain("SLF4J", "Exception in thread");
    }
  }

  private static JsonNode host(RunningServer server, Predicate<JsonNode> wanted)
      throws IOException {
    return server
        .await(
            TrustApi.HOSTS,
            hosts ->
                hosts
                    .valueStream()
                    .anyMatch(one -> one.path("host").asText().equals(HOST) && wanted.test(one)))
        .path(0);
  }

  private static Instant end(JsonNode host) {
    return Instant.parse(host.path("certificateUntil").asText());
  }
}
