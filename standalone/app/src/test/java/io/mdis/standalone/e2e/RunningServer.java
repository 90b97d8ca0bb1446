package io.mdis.standalone.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.mdis.contracts.Digest;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code ./mdis serve} as a child process, and its API. */
final class RunningServer implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Process process;
  private final Path log;
  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
  private String base;
  private String token;

  private RunningServer(Process process, Path log, String token) {
    this.process = process;
    this.log = log;
    this.token = token;
  }

  /** Starts and waits until it says that it is ready; the token is read off at a first start. */
  static RunningServer start(Path work, int port, String token, List<String> options)
      throws IOException {
    return start(work, port, token, options, Map.of());
  }

  /** Starts with variables of the environment that set what no option sets. */
  static RunningServer start(
      Path work, int port, String token, List<String> options, Map<String, String> environment)
      throws IOException {
    List<String> arguments = new ArrayList<>(List.of("serve", "--port", Integer.toString(port)));
    arguments.addAll(options);
    Path log = Files.createTempFile(work, "serve", ".log");
    ProcessBuilder builder = Launcher.command(arguments);
    builder.environment().putAll(environment);
    Process process = builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
    RunningServer server = new RunningServer(process, log, token);
    try {
      server.awaitReady();
    } catch (IOException | RuntimeException e) {
      server.close();
      throw e;
    }
    return server;
  }

  /** A port of this machine that nobody uses now, for what must be known before the start. */
  static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private void awaitReady() throws IOException {
    Instant deadline = Instant.now().plus(PATIENCE);
    Pattern address = Pattern.compile("pages and API +(http://\\S+)/");
    Pattern issued = Pattern.compile("admin token +(mdis_\\S+)");
    while (Instant.now().isBefore(deadline)) {
      String text = Files.readString(log);
      Matcher found = address.matcher(text);
      Matcher tokenFound = issued.matcher(text);
      if (tokenFound.find()) {
        token = tokenFound.group(1);
      }
      if (found.find() && token != null) {
        base = found.group(1);
        return;
      }
      if (!process.isAlive()) {
        throw new IOException("serve ended:\n" + text);
      }
      pause();
    }
    throw new IOException("serve did not become ready:\n" + Files.readString(log));
  }

  String base() {
    return base;
  }

  String token() {
    return token;
  }

  long pid() {
    return process.pid();
  }

  HttpResponse<String> send(String method, String path, String body) throws IOException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(base + path))
            .timeout(Duration.ofSeconds(20))
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/json")
            .method(
                method,
                body == null
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(body));
    try {
      return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  JsonNode get(String path) throws IOException {
    HttpResponse<String> response = send("GET", path, null);
    if (response.statusCode() != 200) {
      throw new IOException(path + " answered " + response.statusCode() + " " + response.body());
    }
    return JSON.readTree(response.body());
  }

  /** Asks until the answer is as wanted. */
  JsonNode await(String path, Predicate<JsonNode> wanted) throws IOException {
    Instant deadline = Instant.now().plus(PATIENCE);
    String last = "";
    while (Instant.now().isBefore(deadline)) {
      HttpResponse<String> response = send("GET", path, null);
      last = response.statusCode() + " " + response.body();
      if (response.statusCode() == 200) {
        JsonNode node = JSON.readTree(response.body());
        if (wanted.test(node)) {
          return node;
        }
      }
      pause();
    }
    throw new IOException(path + " did not become as wanted: " + last + "\n" + log());
  }

  /** Waits until the vulnerability scanner has judged an image, however; its result. */
  JsonNode awaitResult(Digest image) throws IOException {
    return dimension(
        await(
            "/images/" + image,
            found ->
                !dimension(found, "vulnerability")
                    .path("status")
                    .asText("PENDING")
                    .equals("PENDING")),
        "vulnerability");
  }

  /** What one dimension says of an image; missing when it is not told. */
  static JsonNode dimension(JsonNode image, String name) {
    for (JsonNode each : image.path("dimensions")) {
      if (each.path("dimension").asText().equals(name)) {
        return each;
      }
    }
    return MissingNode.getInstance();
  }

  String log() throws IOException {
    String text = Files.readString(log);
    return text.length() <= 20_000 ? text : text.substring(text.length() - 20_000);
  }

  /** SIGKILL, as a crash would be. */
  void kill() throws IOException {
    process.destroyForcibly();
    waitFor(Duration.ofSeconds(20));
  }

  /** SIGTERM; returns the exit code. */
  int stop() throws IOException {
    process.destroy();
    waitFor(Duration.ofSeconds(60));
    return process.exitValue();
  }

  private void waitFor(Duration time) throws IOException {
    try {
      if (!process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new IOException("serve did not end within " + time + "\n" + log());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    if (process.isAlive()) {
      kill();
    }
  }

  private static void pause() {
    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
  }
}
