package io.mdis.standalone.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mdis.access.Role;
import io.mdis.standalone.Endpoint;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who may call what, asked of a server: every endpoint by every role. */
class AccessE2E {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path work;
  private final HttpClient http = HttpClient.newHttpClient();

  @Test
  void everyEndpointLetsInJustTheRolesThatItNames() throws Exception {
    List<String> options = List.of("--data", work.resolve("data").toString(), "--agent-port", "0");
    try (RunningServer server = RunningServer.start(work, 0, null, options)) {
      Map<Role, String> tokens = new EnumMap<>(Role.class);
      for (Role role : Role.values()) {
        tokens.put(role, issue(server, role).path("token").asText());
      }
      SoftAssertions softly = new SoftAssertions();
      for (Endpoint endpoint : Endpoint.all()) {
        if (!endpoint.open()) {
          softly
              .assertThat(call(server, endpoint, null))
              .as("%s by nobody", endpoint)
              .isEqualTo(401);
          tokens.forEach((role, token) -> check(softly, server, endpoint, role, token));
        }
      }
      softly.assertAll();
      revokedTokensAndGuessersStayOut(server);
    }
  }

  private void check(
      SoftAssertions softly, RunningServer server, Endpoint endpoint, Role role, String token) {
    boolean allowed = role.granted().stream().anyMatch(endpoint.roles()::contains);
    int status = call(server, endpoint, token);
    if (allowed) {
      softly.assertThat(status).as("%s by %s", endpoint, role).isNotIn(401, 403);
    } else {
      softly.assertThat(status).as("%s by %s", endpoint, role).isEqualTo(403);
    }
  }

  private void revokedTokensAndGuessersStayOut(RunningServer server) throws Exception {
    JsonNode issued = JSON.readTree(issue(server, "gone", Role.VIEWER).body());
    String token = issued.path("token").asText();
    assertThat(send(server, "GET", "/images", token)).isEqualTo(200);
    HttpResponse<String> revoked =
        server.send("DELETE", "/tokens/" + issued.path("id").asText(), null);
    assertThat(revoked.statusCode()).isEqualTo(204);
    assertThat(send(server, "GET", "/images", token)).isEqualTo(401);
    assertThat(server.get("/tokens").toString()).doesNotContain(token).contains("revoked");

    int status = 401;
    for (int i = 0; i < 40 && status == 401; i++) {
      status = send(server, "GET", "/images", "mdis_guess" + i);
    }
    assertThat(status).isEqualTo(429);
  }

  private static JsonNode issue(RunningServer server, Role role) throws IOException {
    HttpResponse<String> answer = issue(server, "test-" + role.label(), role);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    return JSON.readTree(answer.body());
  }

  private static HttpResponse<String> issue(RunningServer server, String name, Role role)
      throws IOException {
    return server.send(
        "POST",
        "/tokens",
        "{\"name\":\"%s\",\"role\":\"%s\",\"days\":1}".formatted(name, role.label()));
  }

  private int call(RunningServer server, Endpoint endpoint, String token) {
    try {
      return send(server, endpoint.method(), endpoint.example(), token);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(endpoint.toString(), e);
    }
  }

  private int send(RunningServer server, String method, String path, String token)
      throws IOException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(server.base() + path))
            .timeout(Duration.ofSeconds(30))
            .header(
                "Content-Type",
                path.startsWith("/ui") ? "application/x-www-form-urlencoded" : "application/json")
            .method(method, HttpRequest.BodyPublishers.noBody());
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    try {
      return http.send(request.build(), HttpResponse.BodyHandlers.discarding()).statusCode();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }
}
