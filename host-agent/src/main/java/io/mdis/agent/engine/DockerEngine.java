package io.mdis.agent.engine;

import com.fasterxml.jackson.databind.JsonNode;
import io.mdis.contracts.Digest;
import io.mdis.image.manifest.BoundedJson;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObjectAggregator;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** Asks a Docker engine. Every method throws IOException when it doesn't answer in time. */
public final class DockerEngine implements AutoCloseable {
  private static final int MAX_ANSWER = 8 << 20;

  private final EngineConnection connection;
  private final Duration patience;

  /**
   * An engine.
   *
   * @param socket its Unix socket
   * @param patience how long it may take to answer
   */
  public DockerEngine(Path socket, Duration patience) {
    this.connection = new EngineConnection(socket);
    this.patience = patience;
  }

  /** What a name, an ID or the beginning of one means now. */
  public EngineImage image(String name) throws IOException {
    return image(get("/images/" + escaped(name) + "/json"));
  }

  /** What a name, an ID or the beginning of one means now. */
  public EngineContainer container(String name) throws IOException {
    JsonNode container = get("/containers/" + escaped(name) + "/json");
    return new EngineContainer(
        BoundedJson.text(container, "Id"),
        digest(container, "Image"),
        BoundedJson.text(container.path("Config"), "Image"));
  }

  /** IDs of the containers that run. */
  public List<String> running() throws IOException {
    List<String> ids = new ArrayList<>();
    get("/containers/json").forEach(container -> ids.add(BoundedJson.text(container, "Id")));
    return ids;
  }

  /** Stops a container at once. */
  public void kill(String container) throws IOException {
    send(HttpMethod.POST, "/containers/" + escaped(container) + "/kill");
  }

  /** The driver that keeps the engine's images. */
  public EngineInfo info() throws IOException {
    JsonNode info = get("/info");
    String status = info.path("DriverStatus").toString();
    return new EngineInfo(
        BoundedJson.text(info, "Driver"), status.contains("io.containerd.snapshotter"));
  }

  /**
   * Tells events until the stream ends; to be interrupted.
   *
   * @param opened is run once events can be told: what happens after it isn't missed
   */
  public void events(Runnable opened, Consumer<EngineEvent> consumer) throws IOException {
    EventReader reader = new EventReader(opened, consumer);
    Channel channel = connection.send(HttpMethod.GET, "/events", reader);
    try {
      await(reader.ended(), null);
    } finally {
      var _ = channel.close();
    }
  }

  @Override
  public void close() {
    connection.close();
  }

  private JsonNode get(String path) throws IOException {
    return BoundedJson.any(
        send(HttpMethod.GET, path), MAX_ANSWER, "the engine's answer to " + path);
  }

  private byte[] send(HttpMethod method, String path) throws IOException {
    Answer answer = new Answer();
    Channel channel =
        connection.send(method, path, new HttpObjectAggregator(MAX_ANSWER, true), answer);
    try {
      Answer.Whole whole = await(answer.whole(), patience);
      if (whole.status() / 100 != 2) {
        throw new EngineException(
            whole.status(),
            method + " " + path + ": " + whole.status() + " " + shortened(whole.body().toBytes()));
      }
      return whole.body().toBytes();
    } finally {
      var _ = channel.close();
    }
  }

  private static <T> T await(CompletableFuture<T> result, Duration patience) throws IOException {
    try {
      return patience == null
          ? result.get()
          : result.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while the engine was asked");
    } catch (TimeoutException e) {
      throw new EngineException("the engine doesn't answer within " + patience, e);
    } catch (ExecutionException e) {
      throw new EngineException("the engine doesn't answer: " + e.getCause().getMessage(), e);
    }
  }

  private static EngineImage image(JsonNode image) throws IOException {
    List<String> names = new ArrayList<>();
    for (String field : List.of("RepoTags", "RepoDigests")) {
      for (JsonNode name : image.path(field)) {
        if (!name.asText().contains("<none>")) {
          names.add(name.asText());
        }
      }
    }
    return new EngineImage(digest(image, "Id"), names);
  }

  private static Digest digest(JsonNode node, String field) throws IOException {
    return BoundedJson.digest(node.path(field), "the engine's answer");
  }

  private static String escaped(String name) {
    return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20").replace("%2F", "/");
  }

  private static String shortened(byte[] body) {
    int length = Math.min(body.length, 300);
    return new String(body, 0, length, StandardCharsets.UTF_8).strip();
  }
}
