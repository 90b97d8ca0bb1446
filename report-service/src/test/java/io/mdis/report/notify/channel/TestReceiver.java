package io.mdis.report.notify.channel;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;

/** A receiver that answers as it is told, and keeps what it got. */
public final class TestReceiver implements AutoCloseable {
  private final HttpServer server;
  private final List<Request> requests = new CopyOnWriteArrayList<>();
  private volatile int status = 200;
  private volatile String body = "{\"errcode\":0,\"code\":0}";
  private volatile Map<String, String> headers = Map.of();
  private volatile boolean silent;

  /** What it got. */
  public record Request(URI address, Map<String, List<String>> headers, String body) {
    public String header(String name) {
      return headers.get(name).getFirst();
    }
  }

  public TestReceiver() throws IOException {
    this(0);
  }

  public TestReceiver(int port) throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    server.createContext("/", this::handle);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.start();
  }

  public URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/hook?key=topsecret");
  }

  public List<Request> requests() {
    return requests;
  }

  public void clear() {
    requests.clear();
    answers(200, "{\"errcode\":0,\"code\":0}");
  }

  public TestReceiver answers(int newStatus, String newBody) {
    return answers(newStatus, newBody, Map.of());
  }

  public TestReceiver answers(int newStatus, String newBody, Map<String, String> newHeaders) {
    status = newStatus;
    body = newBody;
    headers = newHeaders;
    return this;
  }

  /** Begins an answer and never ends it. */
  public TestReceiver trickles() {
    silent = true;
    return this;
  }

  private void handle(HttpExchange exchange) throws IOException {
    requests.add(
        new Request(
            exchange.getRequestURI(),
            Map.copyOf(exchange.getRequestHeaders()),
            new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
    headers.forEach(exchange.getResponseHeaders()::set);
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, silent ? 0 : bytes.length);
    exchange.getResponseBody().write(bytes);
    while (silent) {
      exchange.getResponseBody().flush();
      LockSupport.parkNanos(10_000_000);
    }
    exchange.close();
  }

  @Override
  public void close() {
    silent = false;
    server.stop(0);
  }
}
