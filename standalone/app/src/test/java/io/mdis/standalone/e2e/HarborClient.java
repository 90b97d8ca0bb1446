package io.mdis.standalone.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.mdis.contracts.Digest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Asks for scans as Harbor does (goharbor/harbor, src/pkg/scan/rest/v1/client.go and
 * src/pkg/scan/job.go): the same headers, 5 s for an answer, no redirects, just the documented
 * status, and an end at the first poll that fails.
 */
final class HarborClient implements AutoCloseable {
  static final String REPORT = "application/vnd.security.vulnerability.report; version=1.1";
  static final String MANIFEST = "application/vnd.docker.distribution.manifest.v2+json";

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration TIMEOUT = Duration.ofSeconds(5);
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final int FIRST_POLL_SECONDS = 2;
  private static final int USUAL_SECONDS = 5;

  private final HttpClient http =
      HttpClient.newBuilder()
          .followRedirects(HttpClient.Redirect.NEVER)
          .connectTimeout(TIMEOUT)
          .build();
  private final String base;
  private final Map.Entry<String, String> credential;

  /**
   * A client of a registered scanner.
   *
   * @param address as an administrator types it, without {@code /api/v1}
   * @param credential header that the kind of authorization makes of what was typed
   */
  HarborClient(String address, Map.Entry<String, String> credential) {
    this.base = address + "/api/v1";
    this.credential = credential;
  }

  /** The metadata, which Harbor refuses when anything of this is missing. */
  JsonNode metadata() throws IOException {
    JsonNode metadata =
        body(
            send(
                request("/metadata")
                    .header("Accept", "application/vnd.scanner.adapter.metadata+json; version=1.0")
                    .GET()),
            200);
    for (String needed : List.of("name", "vendor", "version")) {
      if (metadata.path("scanner").path(needed).asText().isEmpty()) {
        throw new IOException("scanner." + needed + " is missing: " + metadata);
      }
    }
    for (JsonNode capability : metadata.path("capabilities")) {
      if (!texts(capability.path("consumes_mime_types")).contains(MANIFEST)
          || !texts(capability.path("produces_mime_types")).contains(REPORT)) {
        throw new IOException("a capability is not usable: " + capability);
      }
    }
    return metadata;
  }

  /** Asks for a scan; its id. */
  String scan(String registry, String authorization, String repository, Digest digest)
      throws IOException {
    String body =
        """
        {"registry":{"url":"%s","authorization":"%s","insecure":false},
         "artifact":{"repository":"%s","tag":"","digest":"%s",
           "mime_type":"application/vnd.oci.image.manifest.v1+json","size":1234},
         "enabled_capabilities":[{"type":"vulnerability","produces_mime_types":["%s"],
           "parameters":null}]}
        """
            .formatted(registry, authorization, repository, digest, REPORT);
    HttpRequest.Builder request =
        request("/scan")
            .header(
                "Content-Type", "application/vnd.scanner.adapter.scan.request+json; version=1.0")
            .header("Accept", "application/vnd.scanner.adapter.scan.response+json; version=1.0")
            .POST(HttpRequest.BodyPublishers.ofString(body));
    return body(send(request), 202).path("id").asText();
  }

  /** Polls to the end: an answer of 200 or 500. */
  HttpResponse<String> report(String id) throws IOException {
    Instant deadline = Instant.now().plus(PATIENCE);
    rest(FIRST_POLL_SECONDS);
    while (Instant.now().isBefore(deadline)) {
      HttpResponse<String> answer =
          send(request("/scan/" + id + "/report").header("Accept", REPORT).GET());
      if (answer.statusCode() != 302) {
        return answer;
      }
      rest(refreshAfter(answer));
    }
    throw new IOException("scan " + id + " did not end within " + PATIENCE);
  }

  static JsonNode json(HttpResponse<String> answer) throws IOException {
    return JSON.readTree(answer.body());
  }

  private static int refreshAfter(HttpResponse<String> answer) {
    try {
      return Byte.parseByte(answer.headers().firstValue("Refresh-After").orElse(""));
    } catch (NumberFormatException usual) {
      return USUAL_SECONDS;
    }
  }

  private static void rest(int seconds) throws IOException {
    if (seconds <= 0) {
      throw new IOException("Harbor would poll without a pause");
    }
    LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(seconds));
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(base + path))
        .timeout(TIMEOUT)
        .header(credential.getKey(), credential.getValue());
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws IOException {
    try {
      return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  private static JsonNode body(HttpResponse<String> answer, int wanted) throws IOException {
    if (answer.statusCode() != wanted) {
      throw new IOException(answer + " instead of " + wanted + ": " + answer.body());
    }
    return json(answer);
  }

  private static List<String> texts(JsonNode array) {
    return array.valueStream().map(JsonNode::asText).toList();
  }

  @Override
  public void close() {
    http.close();
  }
}
