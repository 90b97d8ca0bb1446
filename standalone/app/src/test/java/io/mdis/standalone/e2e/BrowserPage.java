package io.mdis.standalone.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** A page of {@link Chromium}: where it goes, what it shows, and what it complains of. */
final class BrowserPage implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long SECONDS = 60;

  private final AtomicInteger ids = new AtomicInteger();
  private final Map<Integer, CompletableFuture<JsonNode>> asked = new ConcurrentHashMap<>();
  private final List<String> complaints = new CopyOnWriteArrayList<>();
  private volatile CompletableFuture<JsonNode> loaded = new CompletableFuture<>();
  private WebSocket socket;

  private BrowserPage() {}

  static BrowserPage connect(HttpClient http, URI address) throws IOException {
    BrowserPage page = new BrowserPage();
    page.socket = await(http.newWebSocketBuilder().buildAsync(address, page.new Messages()));
    for (String domain : List.of("Page", "Runtime", "Log", "Network")) {
      page.ask(domain + ".enable", Map.of());
    }
    return page;
  }

  /** Sends these headers with each request. */
  void headers(Map<String, String> headers) throws IOException {
    ask("Network.setExtraHTTPHeaders", Map.of("headers", headers));
  }

  /** Forgets what was chosen on any page before. */
  void forget() throws IOException {
    ask("Network.clearBrowserCookies", Map.of());
  }

  /** Looks like a screen of this width, with or without a finger. */
  void screen(int width, int height, boolean phone) throws IOException {
    ask(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", phone));
  }

  /** Looks like a system whose colours are dark or light. */
  void dark(boolean dark) throws IOException {
    ask(
        "Emulation.setEmulatedMedia",
        Map.of(
            "features",
            List.of(
                Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light"),
                Map.of("name", "prefers-reduced-motion", "value", "reduce"))));
  }

  /** Goes there and waits until it is loaded. */
  void open(String address) throws IOException {
    loaded = new CompletableFuture<>();
    JsonNode went = ask("Page.navigate", Map.of("url", address));
    if (went.has("errorText")) {
      throw new IOException(address + ": " + went.path("errorText").asText());
    }
    await(loaded);
    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(150)); // Charts are drawn after the load.
  }

  /** Does what leads to another page, and waits until that is loaded. */
  void leave(String script) throws IOException {
    loaded = new CompletableFuture<>();
    evaluate(script);
    await(loaded);
  }

  /** The value of a script; of a promise the value it comes to. */
  JsonNode evaluate(String script) throws IOException {
    JsonNode answer =
        ask(
            "Runtime.evaluate",
            Map.of("expression", script, "awaitPromise", true, "returnByValue", true));
    if (answer.has("exceptionDetails")) {
      throw new IOException(answer.path("exceptionDetails").toString());
    }
    return answer.path("result").path("value");
  }

  /** Presses a key such as {@code Tab}. */
  void press(String key, int code) throws IOException {
    for (String type : List.of("rawKeyDown", "keyUp")) {
      ask(
          "Input.dispatchKeyEvent",
          Map.of("type", type, "key", key, "windowsVirtualKeyCode", code));
    }
  }

  /** Keeps a picture of the whole page. */
  void picture(Path file) throws IOException {
    JsonNode answer =
        ask("Page.captureScreenshot", Map.of("format", "png", "captureBeyondViewport", true));
    Files.createDirectories(file.getParent());
    Files.write(file, Base64.getDecoder().decode(answer.path("data").asText()));
  }

  /** What the browser complained of since the last call: errors, and refusals by the policy. */
  List<String> complaints() {
    List<String> all = List.copyOf(complaints);
    complaints.clear();
    return all;
  }

  private JsonNode ask(String method, Map<String, ?> parameters) throws IOException {
    int id = ids.incrementAndGet();
    CompletableFuture<JsonNode> answer = new CompletableFuture<>();
    asked.put(id, answer);
    ObjectNode message = JSON.createObjectNode().put("id", id).put("method", method);
    message.set("params", JSON.valueToTree(parameters));
    await(socket.sendText(message.toString(), true));
    JsonNode told = await(answer);
    if (told.has("error")) {
      throw new IOException(method + ": " + told.path("error"));
    }
    return told.path("result");
  }

  private static <T> T await(CompletionStage<T> stage) throws IOException {
    try {
      return stage.toCompletableFuture().get(SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw new IOException(e.getCause());
    } catch (TimeoutException e) {
      throw new IOException("the browser did not answer within " + SECONDS + " s", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  @Override
  public void close() {
    socket.abort();
  }

  /** Puts messages together from their parts. */
  private final class Messages implements WebSocket.Listener {
    private final StringBuilder text = new StringBuilder();

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
      text.append(part);
      if (last) {
        String whole = text.toString();
        text.setLength(0);
        take(whole);
      }
      from.request(1);
      return null;
    }

    private void take(String whole) {
      JsonNode message;
      try {
        message = JSON.readTree(whole);
      } catch (IOException e) {
        complaints.add("unreadable: " + e.getMessage());
        return;
      }
      if (message.has("id")) {
        CompletableFuture<JsonNode> answer = asked.remove(message.path("id").asInt());
        if (answer != null) {
          answer.complete(message);
        }
        return;
      }
      JsonNode told = message.path("params");
      switch (message.path("method").asText()) {
        case "Page.loadEventFired" -> loaded.complete(told);
        case "Runtime.exceptionThrown" -> complaints.add(told.path("exceptionDetails").toString());
        case "Log.entryAdded" -> {
          if (told.path("entry").path("level").asText().equals("error")) {
            complaints.add(told.path("entry").path("text").asText());
          }
        }
        default -> {
          // Whatever else it tells.
        }
      }
    }
  }
}
