package io.mdis.standalone.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import io.mdis.access.AccessToken;
import io.mdis.contracts.Collections;
import io.mdis.contracts.Topics;
import io.mdis.embedded.broker.EmbeddedBroker;
import io.mdis.embedded.database.EmbeddedDatabase;
import io.mdis.fixtures.CraftedImage;
import io.mdis.fixtures.ScriptedRegistry;
import io.mdis.fixtures.TarWriter;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two processes of ingest and of each worker at one broker and one database, neither of which is
 * theirs. In the middle one of each worker is killed and another one is added.
 */
class ReplicasE2E {
  private static final int IMAGES = Integer.getInteger("mdis.test.images", 200);
  private static final Duration PATIENCE = Duration.ofMinutes(8);
  private static final List<String> DIMENSIONS =
      List.of("vulnerability", "malware", "history", "secret");

  /** What a worker has in work at a time: {@code mdis.worker.parallelism}. */
  private static final int PARALLELISM = 2;

  @TempDir private Path work;
  private final String token = AccessToken.generate();
  private final List<ServiceProcess> processes = new ArrayList<>();
  private final Map<String, String> environment = new HashMap<>();

  @Test
  void everyImageIsScannedOnceWhateverBecomesOfTheWorkers() throws Exception {
    List<String> modules = new ArrayList<>(List.of("ingest-service"));
    DIMENSIONS.forEach(dimension -> modules.add("scan-workers/" + dimension));
    for (String module : modules) {
      assumeTrue(ServiceProcess.isPackaged(module), "left out: package " + module + " first");
    }
    try (EmbeddedBroker broker = EmbeddedBroker.start(work.resolve("broker"), 0);
        EmbeddedDatabase database = EmbeddedDatabase.start(work.resolve("database"), 0);
        MongoClient mongo = MongoClients.create(database.uri());
        ScriptedRegistry registry = new ScriptedRegistry()) {
      environment.put("KAFKA_BOOTSTRAP_SERVERS", broker.bootstrapServers());
      environment.put("QUARKUS_MONGODB_CONNECTION_STRING", database.uri());
      environment.put("MDIS_DATABASE", "mdis");
      environment.put("MDIS_ACCESS_TOKEN_SHA256", AccessToken.hash(token));
      environment.put("MDIS_REGISTRIES_0__HOST", registry.host());
      environment.put("MDIS_REGISTRIES_0__PLAIN_HTTP", "true");
      environment.put("MDIS_VULNERABILITY_DATABASE", Advisories.build(work).toString());
      environment.put("MDIS_SECRET_HASH_KEY", "c2VjcmV0IG9mIHRoZSB0ZXN0LCAzMiBieXRlcyBsb25n");
      environment.put("QUARKUS_HTTP_PORT", "0");

      List<Integer> ports = List.of(freePort(), freePort());
      for (int port : ports) {
        start("ingest-service", Map.of("QUARKUS_HTTP_PORT", Integer.toString(port)));
      }
      Map<String, ServiceProcess> firsts = new LinkedHashMap<>();
      for (String dimension : DIMENSIONS) {
        firsts.put(dimension, start("scan-workers/" + dimension, Map.of()));
        start("scan-workers/" + dimension, Map.of());
      }
      for (int port : ports) {
        await("ingest is ready", () -> get(port, "/q/health/ready") == 200);
      }
      for (int i = 0; i < IMAGES; i++) {
        image(i).publish(registry, "team/app" + i, "1");
        assertThat(submit(ports.get(i % 2), registry.host() + "/team/app" + i + ":1"))
            .isEqualTo(202);
      }
      MongoCollection<Document> results =
          mongo.getDatabase("mdis").getCollection(Collections.RESULTS);
      await("a third is scanned", () -> results.countDocuments() > IMAGES * 4 / 3);
      for (ServiceProcess first : firsts.values()) {
        first.kill();
      }
      for (String dimension : DIMENSIONS) {
        start("scan-workers/" + dimension, Map.of());
      }
      await("everything is scanned", () -> results.countDocuments() == IMAGES * 4L);
      for (String dimension : DIMENSIONS) {
        assertThat(results.countDocuments(new Document("dimension", dimension))).isEqualTo(IMAGES);
        await("nothing waits for " + dimension, () -> lag(broker, dimension) == 0);
        assertScannedOnce(dimension);
      }
      assertThat(results.countDocuments(new Document("status", "FAILED"))).isZero();
    } finally {
      processes.forEach(ServiceProcess::close);
    }
  }

  /** Only what a killed worker had in work is scanned again. */
  private void assertScannedOnce(String dimension) throws IOException {
    Map<String, Integer> scans = new HashMap<>();
    for (ServiceProcess process : processes) {
      for (String line : process.lines(dimension + " of ")) {
        if (line.endsWith(" findings")) {
          String image = line.substring(line.indexOf(" of "), line.lastIndexOf(": "));
          scans.merge(image, 1, Integer::sum);
        }
      }
    }
    assertThat(scans).as(dimension).hasSizeGreaterThanOrEqualTo(IMAGES - PARALLELISM);
    long again = scans.values().stream().mapToInt(count -> count - 1).sum();
    assertThat(again)
        .as("%s: scans that were done again", dimension)
        .isLessThanOrEqualTo(2L * PARALLELISM);
  }

  private ServiceProcess start(String module, Map<String, String> own) throws IOException {
    Map<String, String> all = new HashMap<>(environment);
    all.putAll(own);
    ServiceProcess started = ServiceProcess.start(work, module, all);
    processes.add(started);
    return started;
  }

  private static CraftedImage image(int number) {
    byte[] tar =
        new TarWriter()
            .file("etc/os-release", "ID=alpine\nVERSION_ID=3.10.0\n")
            .file("srv/number", "image " + number)
            .bytes();
    return CraftedImage.of(CraftedImage.Layer.plain(tar)).madeBy("COPY number /srv/ # buildkit");
  }

  private static long lag(EmbeddedBroker broker, String group) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
      var done = admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get();
      Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
      for (int i = 0; i < 6; i++) {
        wanted.put(new TopicPartition(Topics.IMAGES, i), OffsetSpec.latest());
      }
      long lag = 0;
      for (var end : admin.listOffsets(wanted).all().get().entrySet()) {
        var offset = done.get(end.getKey());
        lag += end.getValue().offset() - (offset == null ? 0 : offset.offset());
      }
      return lag;
    }
  }

  private int submit(int port, String reference) throws Exception {
    return send(
        request(port, "/images")
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString("{\"reference\":\"" + reference + "\"}")));
  }

  private int get(int port, String path) throws Exception {
    try {
      return send(request(port, path).GET());
    } catch (IOException notYet) {
      return 0;
    }
  }

  private HttpRequest.Builder request(int port, String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
        .timeout(Duration.ofSeconds(20))
        .header("Authorization", "Bearer " + token);
  }

  private static int send(HttpRequest.Builder request) throws Exception {
    try (HttpClient http = HttpClient.newHttpClient()) {
      return http.send(request.build(), HttpResponse.BodyHandlers.discarding()).statusCode();
    }
  }

  private void await(String what, Callable<Boolean> wanted) throws Exception {
    Instant deadline = Instant.now().plus(PATIENCE);
    while (!wanted.call()) {
      if (Instant.now().isAfter(deadline)) {
        StringBuilder logs = new StringBuilder();
        for (ServiceProcess process : processes) {
          String log = process.log();
          logs.append(log, Math.max(0, log.length() - 2000), log.length()).append("\n----\n");
        }
        throw new AssertionError("not so within " + PATIENCE + ": " + what + "\n" + logs);
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(500));
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
