package io.mdis.standalone.e2e;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A real Chromium without a window, driven by the Chrome DevTools Protocol. The protocol is spoken
 * here because the libraries for it bring a browser or a driver of their own, and the one that the
 * distribution has is what is to be tested.
 */
final class Chromium implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final List<String> NAMES =
      List.of("chromium", "chromium-browser", "google-chrome");

  private final Process process;
  private final Path profile;
  private final HttpClient http = HttpClient.newHttpClient();
  private int port;

  private Chromium(Process process, Path profile) {
    this.process = process;
    this.profile = profile;
  }

  /** Leaves the test out where there is no browser. */
  static void assumeAvailable() {
    assumeTrue(
        program().isPresent(), "left out: no chromium; apt-get install chromium fonts-noto-cjk");
  }

  /** Starts one with a profile of its own below the folder. */
  static Chromium start(Path work) throws IOException {
    Path profile = Files.createTempDirectory(work, "chromium");
    Process process =
        new ProcessBuilder(
                program().orElseThrow().toString(),
                "--headless=new",
                "--no-sandbox", // It only sees our own pages; as root there is no other way.
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--disable-background-networking",
                "--disable-component-update",
                "--no-first-run",
                "--hide-scrollbars",
                "--lang=en",
                "--remote-debugging-port=0",
                "--user-data-dir=" + profile,
                "about:blank")
            .redirectErrorStream(true)
            .redirectOutput(work.resolve("chromium.log").toFile())
            .start();
    Chromium chromium = new Chromium(process, profile);
    try {
      chromium.awaitPort();
    } catch (IOException | RuntimeException e) {
      chromium.close();
      throw e;
    }
    return chromium;
  }

  /** A new page that shows nothing yet. */
  BrowserPage page() throws IOException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/json/new?about:blank"))
            .method("PUT", HttpRequest.BodyPublishers.noBody())
            .build();
    try {
      String body = http.send(request, HttpResponse.BodyHandlers.ofString()).body();
      String address = new ObjectMapper().readTree(body).path("webSocketDebuggerUrl").asText();
      return BrowserPage.connect(http, URI.create(address));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  private void awaitPort() throws IOException {
    Path file = profile.resolve("DevToolsActivePort");
    Instant deadline = Instant.now().plus(PATIENCE);
    while (Instant.now().isBefore(deadline) && process.isAlive()) {
      if (Files.exists(file)) {
        List<String> lines = Files.readAllLines(file);
        if (lines.size() > 1) {
          port = Integer.parseInt(lines.getFirst());
          return;
        }
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
    }
    throw new IOException(
        "chromium does not answer; see " + profile.resolveSibling("chromium.log"));
  }

  private static Optional<Path> program() {
    return NAMES.stream()
        .map(name -> Path.of("/usr/bin", name))
        .filter(Files::isExecutable)
        .findFirst();
  }

  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroy);
    process.destroy();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
