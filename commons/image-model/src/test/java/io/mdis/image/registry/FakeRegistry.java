package io.mdis.image.registry;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.mdis.contracts.Digest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/**
 * A registry that misbehaves as told: what a real one can't be made to do. One image, {@code
 * h/r:1}, of one layer.
 */
final class FakeRegistry implements AutoCloseable {
  /** What a request is answered with, in place of the image. */
  interface Answer {
    void give(HttpExchange exchange) throws IOException;
  }

  final byte[] layer =
      "layer bytes, not read as a tar here".repeat(1000).getBytes(StandardCharsets.UTF_8);
  final byte[] config;
  final byte[] manifest;
  final List<String> requests = new CopyOnWriteArrayList<>();
  final List<String> authorizations = new CopyOnWriteArrayList<>();
  private final Map<String, byte[]> content = new ConcurrentHashMap<>();
  private final Map<String, Deque<Answer>> answers = new ConcurrentHashMap<>();
  private final HttpServer server;

  FakeRegistry() throws IOException {
    String diffId = ContentDigest.of(layer, "sha256").toString();
    config =
        ("{\"os\":\"linux\",\"architecture\":\"amd64\",\"rootfs\":{\"diff_ids\":[\""
                + diffId
                + "\"]}}")
            .getBytes(StandardCharsets.UTF_8);
    manifest =
        """
        {"schemaVersion":2,"mediaType":"application/vnd.oci.image.manifest.v1+json",
         "config":{"mediaType":"application/vnd.oci.image.config.v1+json","digest":"%s","size":%d},
         "layers":[{"mediaType":"application/vnd.oci.image.layer.v1.tar","digest":"%s","size":%d}]}
        """
            .formatted(digest(config), config.length, digest(layer), layer.length)
            .getBytes(StandardCharsets.UTF_8);
    content.put(manifestPath(), manifest);
    content.put(blobPath(config), config);
    content.put(blobPath(layer), layer);
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::handle);
    server.start();
  }

  String host() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  String url(String path) {
    return "http://" + host() + path;
  }

  static String manifestPath() {
    return "/v2/r/manifests/1";
  }

  String blobPath(byte[] bytes) {
    return "/v2/r/blobs/" + digest(bytes);
  }

  void publish(String path, byte[] bytes) {
    content.put(path, bytes);
  }

  /** The next requests of a path are answered so, one each; then the image is served. */
  void next(String path, Answer... given) {
    answers.computeIfAbsent(path, p -> new ArrayDeque<>()).addAll(List.of(given));
  }

  static Answer status(int status, String... headers) {
    return exchange -> {
      for (int i = 0; i < headers.length; i += 2) {
        exchange.getResponseHeaders().add(headers[i], headers[i + 1]);
      }
      exchange.sendResponseHeaders(status, -1);
    };
  }

  /** Announces everything, and closes the connection after so many bytes. */
  static Answer cut(byte[] bytes, int after) {
    return exchange -> {
      exchange.sendResponseHeaders(200, bytes.length);
      exchange.getResponseBody().write(bytes, 0, after);
      exchange.getResponseBody().flush();
      throw new IOException("cut");
    };
  }

  private void handle(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    String range = exchange.getRequestHeaders().getFirst("Range");
    requests.add(exchange.getRequestURI() + (range == null ? "" : " " + range));
    authorizations.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
    try (exchange) {
      Deque<Answer> waiting = answers.getOrDefault(path, new ArrayDeque<>());
      Answer answer;
      synchronized (waiting) {
        answer = waiting.pollFirst();
      }
      byte[] bytes = content.get(path);
      if (answer != null) {
        answer.give(exchange);
      } else if (bytes == null) {
        exchange.sendResponseHeaders(404, -1);
      } else if (range == null) {
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes);
      } else {
        int from = Integer.parseInt(range.replaceAll("\\D", ""));
        exchange
            .getResponseHeaders()
            .add("Content-Range", "bytes " + from + "-" + (bytes.length - 1) + "/" + bytes.length);
        exchange.sendResponseHeaders(206, bytes.length - from);
        exchange.getResponseBody().write(bytes, from, bytes.length - from);
      }
    }
  }

  static Digest digest(byte[] bytes) {
    return ContentDigest.of(bytes, "sha256");
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
