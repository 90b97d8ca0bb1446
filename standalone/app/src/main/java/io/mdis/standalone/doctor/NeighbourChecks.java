package io.mdis.standalone.doctor;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import io.mdis.contracts.Topics;
import io.mdis.messaging.BrokerConnection;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.bson.Document;

/** Who MDIS talks to: the broker, the database, registries; and whether the clocks agree. */
final class NeighbourChecks {
  private static final Duration PATIENCE = Duration.ofSeconds(8);

  /** As host agents and the trust service allow one another. */
  private static final Duration SKEW = Duration.ofSeconds(60);

  private NeighbourChecks() {}

  static List<Check> of(DoctorOptions options) {
    List<Check> checks = new ArrayList<>();
    checks.add(new Check("broker", () -> broker(options.kafka())));
    checks.add(new Check("database", () -> database(options.mongodb())));
    if (options.registries().isEmpty()) {
      checks.add(
          new Check(
              "registries",
              () ->
                  Diagnosis.warn(
                      "none is named: no image can be read", "name each with --registry")));
    }
    for (String registry : options.registries()) {
      checks.add(
          new Check("registry " + URI.create(registry).getAuthority(), () -> registry(registry)));
    }
    checks.add(new Check("clock", () -> clock(options)));
    return checks;
  }

  static Diagnosis broker(Optional<String> servers) throws Exception {
    if (servers.isEmpty()) {
      return Diagnosis.ok("the one inside");
    }
    try (Admin admin =
        Admin.create(
            BrokerConnection.settings(
                servers.get(),
                Map.of(
                    "default.api.timeout.ms",
                    (int) PATIENCE.toMillis(),
                    "request.timeout.ms",
                    5_000)))) {
      int brokers =
          admin.describeCluster().nodes().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS).size();
      String found = servers.get() + ", " + brokers + " brokers";
      if (!admin.listTopics().names().get().contains(Topics.IMAGES)) {
        return Diagnosis.ok(found + "; the topics are made at the first start");
      }
      var topic = admin.describeTopics(List.of(Topics.IMAGES)).allTopicNames().get();
      var partitions = topic.get(Topics.IMAGES).partitions();
      found += ", " + partitions.size() + " partitions of " + Topics.IMAGES;
      return brokers > 1 && partitions.getFirst().replicas().size() < 2
          ? Diagnosis.warn(
              found + " without a replica",
              "set default.replication.factor=3 and min.insync.replicas=2, and move the topics")
          : Diagnosis.ok(found);
    } catch (ExecutionException e) {
      return Diagnosis.fail(
          servers.get() + " does not answer: " + e.getCause().getMessage(),
          "look at the address, the listeners that the broker advertises, and kafka.security.*");
    }
  }

  static Diagnosis database(Optional<String> uri) {
    if (uri.isEmpty()) {
      return Diagnosis.ok("the one inside");
    }
    try (MongoClient client = client(uri.get())) {
      var admin = client.getDatabase("admin");
      String version = admin.runCommand(new Document("buildInfo", 1)).getString("version");
      String set = admin.runCommand(new Document("hello", 1)).getString("setName");
      String found = "MongoDB " + version + (set == null ? ", one server" : ", replica set " + set);
      return set == null
          ? Diagnosis.warn(found, "a replica set of three keeps results when a server is lost")
          : Diagnosis.ok(found);
    } catch (RuntimeException e) {
      // Its messages name hosts, never passwords.
      return Diagnosis.fail(
          "no answer: " + firstLine(e), "look at the connection string, its user and its rights");
    }
  }

  static Diagnosis registry(String address) throws Exception {
    HttpResponse<Void> answer = ask(address);
    return switch (answer.statusCode()) {
      case 200 -> Diagnosis.ok("answers, also without a login");
      case 401 ->
          answer.headers().firstValue("WWW-Authenticate").isPresent()
              ? Diagnosis.ok("answers, and asks for a login as registries do")
              : Diagnosis.warn("refuses, and doesn't say how to log in", "is that a registry?");
      default ->
          Diagnosis.fail(
              address + "/v2/ answered " + answer.statusCode(),
              "name the registry itself, host[:port], http:// where it has no TLS");
    };
  }

  static Diagnosis clock(DoctorOptions options) {
    Instant theirs = null;
    String whose = "";
    if (options.mongodb().isPresent()) {
      try (MongoClient client = client(options.mongodb().get())) {
        Date time =
            client.getDatabase("admin").runCommand(new Document("hello", 1)).getDate("localTime");
        theirs = time == null ? null : time.toInstant();
        whose = "the database's";
      } catch (RuntimeException e) {
        theirs = null; // Its own check says what is wrong with it.
      }
    }
    for (int i = 0; theirs == null && i < options.registries().size(); i++) {
      theirs = date(options.registries().get(i));
      whose = "that of " + options.registries().get(i);
    }
    return theirs == null
        ? Diagnosis.ok("compared with nobody's, for no neighbour tells the time")
        : compared(theirs, Instant.now(), whose);
  }

  static Diagnosis compared(Instant theirs, Instant ours, String whose) {
    Duration skew = Duration.between(theirs, ours).abs();
    String found = skew.toSeconds() + " s from " + whose;
    return skew.compareTo(SKEW) > 0
        ? Diagnosis.fail(found, "set the clock by NTP: host agents are refused beyond 60 s")
        : Diagnosis.ok(found);
  }

  private static Instant date(String registry) {
    try {
      String date = ask(registry).headers().firstValue("Date").orElse("");
      return ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
    } catch (IOException | DateTimeParseException e) {
      return null;
    }
  }

  private static HttpResponse<Void> ask(String address) throws IOException {
    try (HttpClient http =
        HttpClient.newBuilder()
            .connectTimeout(PATIENCE)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build()) {
      return http.send(
          HttpRequest.newBuilder(URI.create(address + "/v2/")).timeout(PATIENCE).build(),
          HttpResponse.BodyHandlers.discarding());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  private static MongoClient client(String uri) {
    int patience = (int) PATIENCE.toMillis();
    return MongoClients.create(
        MongoClientSettings.builder()
            .applyToClusterSettings(
                cluster -> cluster.serverSelectionTimeout(patience, TimeUnit.MILLISECONDS))
            .applyConnectionString(new ConnectionString(uri))
            .build());
  }

  private static String firstLine(RuntimeException e) {
    String message = String.valueOf(e.getMessage());
    return message.length() <= 300 ? message : message.substring(0, 300) + "…";
  }
}
