package io.mdis.trust;

import static io.mdis.trust.Requests.HOST;
import static org.assertj.core.api.Assertions.assertThat;

import io.mdis.fixtures.CraftedImage;
import io.mdis.trust.protocol.Baseline;
import io.mdis.trust.protocol.Enrolled;
import io.mdis.trust.protocol.EnrolmentRequest;
import io.mdis.trust.protocol.Envelope;
import io.mdis.trust.protocol.TrustApi;
import io.mdis.trust.protocol.TrustJson;
import io.mdis.trust.protocol.TrustKeys;
import io.mdis.trust.protocol.Verdict.Outcome;
import io.mdis.trust.protocol.VerifyAnswer;
import io.mdis.trust.protocol.VerifyRequest;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A service that is killed with requests under way, and comes back. */
class KilledServiceIT {
  private final HostIdentity identity = new HostIdentity();
  @TempDir Path folder;

  @Test
  void aKilledServiceLeavesWholeVerdictsOrNoneAndItsLogWhole() throws Exception {
    Running first = Running.start(folder);
    Enrolled enrolled = enrol(first);
    HttpClient host = client(enrolled.certificate());
    TrustKeys keys = new TrustKeys(enrolled.keys());
    Baseline baseline =
        keys.baseline(
            TrustJson.read(
                get(first, host, TrustApi.BASELINES + "/" + IMAGE_ID).body(), Envelope.class));

    List<VerifyRequest> asked = new ArrayList<>();
    List<CompletableFuture<HttpResponse<byte[]>>> answers = new ArrayList<>();
    for (int i = 0; i < 80; i++) {
      // Every second one is tampered with: TRUSTED must never come back for it.
      VerifyRequest request =
          request(i % 2 == 0 ? baseline.image() : Requests.tampered(baseline.image(), 0), baseline);
      asked.add(request);
      answers.add(send(first, host, request));
      if (i == 40) {
        first.process().destroyForcibly();
      }
    }
    assertThat(first.process().waitFor(20, TimeUnit.SECONDS)).isTrue();
    int failed = 0;
    for (int i = 0; i < asked.size(); i++) {
      Outcome outcome = outcome(asked.get(i), answers.get(i), keys);
      failed += outcome == null ? 1 : 0;
      if (i % 2 == 1) {
        assertThat(outcome).isNotEqualTo(Outcome.TRUSTED);
      }
    }
    assertThat(failed).as("requests that the killed service left unanswered").isPositive();

    Running second = Running.start(folder);
    try {
      HttpClient again = client(enrolled.certificate());
      VerifyRequest replayed = asked.getFirst();
      assertThat(outcome(replayed, send(second, again, replayed), keys)).isNull();
      VerifyRequest fresh = request(baseline.image(), baseline);
      assertThat(outcome(fresh, send(second, again, fresh), keys)).isEqualTo(Outcome.TRUSTED);
    } finally {
      second.process().destroyForcibly().waitFor();
    }
    try (TestDatabase database = new TestDatabase(folder.resolve("db"))) {
      TestService after = new TestService(database, folder.resolve("state"));
      assertThat(after.auditCheck.run().problem()).isNull();
    }
  }

  private static final String IMAGE_ID = CraftedImage.digest(Requests.IMAGE.config()).toString();

  private static VerifyRequest request(
      io.mdis.trust.protocol.MeasuredImage image, Baseline baseline) {
    TestClock clock = new TestClock();
    clock.now(Instant.now());
    assertThat(image.imageId()).isEqualTo(baseline.image().imageId());
    return Requests.request(clock, image);
  }

  /** What came back, checked as a host does; null when it was no verdict. */
  private static Outcome outcome(
      VerifyRequest request, CompletableFuture<HttpResponse<byte[]>> answer, TrustKeys keys)
      throws IOException {
    HttpResponse<byte[]> response;
    try {
      response = answer.join();
    } catch (CompletionException broken) {
      assertThat(broken.getCause()).isInstanceOf(IOException.class);
      return null;
    }
    return response.statusCode() == 200
        ? TrustJson.read(response.body(), VerifyAnswer.class)
            .check(request, HOST, keys, Instant.now(), TestService.SKEW)
            .verdict()
            .outcome()
        : null;
  }

  private Enrolled enrol(Running service) throws Exception {
    EnrolmentRequest request = new EnrolmentRequest(service.token(), HOST, identity.csr(HOST));
    HttpResponse<byte[]> answer =
        client(null)
            .send(
                HttpRequest.newBuilder(service.uri(TrustApi.ENROLMENTS))
                    .POST(BodyPublishers.ofByteArray(TrustJson.write(request)))
                    .build(),
                BodyHandlers.ofByteArray());
    return TrustJson.read(answer.body(), Enrolled.class);
  }

  private HttpClient client(String chain) throws IOException {
    String root = Files.readString(folder.resolve("state/authority/root.pem"));
    return HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1)
        .sslContext(identity.tls(root, chain))
        .build();
  }

  private static CompletableFuture<HttpResponse<byte[]>> send(
      Running service, HttpClient host, VerifyRequest request) {
    return host.sendAsync(
        HttpRequest.newBuilder(service.uri(TrustApi.VERIFY))
            .timeout(Duration.ofSeconds(60))
            .POST(BodyPublishers.ofByteArray(TrustJson.write(request)))
            .build(),
        BodyHandlers.ofByteArray());
  }

  private static HttpResponse<byte[]> get(Running service, HttpClient host, String path)
      throws Exception {
    return host.send(
        HttpRequest.newBuilder(service.uri(path)).GET().build(), BodyHandlers.ofByteArray());
  }

  private record Running(Process process, int port, String token) {

    static Running start(Path folder) throws IOException {
      Process process =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin/java").toString(),
                  "-Xmx256m",
                  "-cp",
                  System.getProperty("java.class.path"),
                  VerifyingProcess.class.getName(),
                  folder.toString())
              .redirectError(folder.resolve("stderr").toFile())
              .start();
      BufferedReader lines =
          new BufferedReader(
              new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
      String line = lines.readLine();
      while (line != null && !line.startsWith("ready ")) {
        line = lines.readLine();
      }
      if (line == null) {
        throw new IOException(
            "the service did not start: " + Files.readString(folder.resolve("stderr")));
      }
      String[] parts = line.split(" ", -1);
      return new Running(process, Integer.parseInt(parts[1]), parts[2]);
    }

    URI uri(String path) {
      return URI.create("https://localhost:" + port + path);
    }
  }
}
