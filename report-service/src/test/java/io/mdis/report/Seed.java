package io.mdis.report;

import com.mongodb.client.MongoDatabase;
import io.mdis.contracts.Collections;
import io.mdis.contracts.Digest;
import io.mdis.contracts.Severity;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.bson.Document;

/** Writes documents as the other services do. */
public final class Seed {
  private final MongoDatabase database;

  public Seed(MongoDatabase database) {
    this.database = database;
  }

  public void clear() {
    for (String name :
        List.of(
            Collections.IMAGES,
            Collections.RESULTS,
            Collections.FINDINGS,
            Collections.OVERVIEWS,
            Collections.REJECTIONS,
            Collections.SUPPRESSIONS,
            Collections.SUPPRESSION_LOG,
            Collections.RAISED_ALERTS,
            Collections.ALERT_LOG,
            Collections.DELIVERIES,
            Collections.RECEIVERS)) {
      database.getCollection(name).deleteMany(new Document());
    }
  }

  public static Digest digest(int number) {
    return Digest.sha256(Sha256.hex("image " + number));
  }

  public Digest image(int number, String repository, Instant acceptedAt) {
    Digest digest = digest(number);
    Document layer =
        new Document("digest", Digest.sha256(Sha256.hex("blob")).toString())
            .append("diffId", Digest.sha256(Sha256.hex("tar")).toString())
            .append("mediaType", "application/vnd.oci.image.layer.v1.tar+gzip")
            .append("size", 12345L);
    database
        .getCollection(Collections.IMAGES)
        .insertOne(
            new Document("_id", digest.toString())
                .append("registry", "registry.example:5000")
                .append("repository", repository)
                .append("tags", List.of("1.0"))
                .append("configDigest", Digest.sha256(Sha256.hex("config")).toString())
                .append("platform", "linux/amd64")
                .append("layers", List.of(layer))
                .append("acceptedAt", Date.from(acceptedAt))
                .append("eventId", "event")
                .append("reason", "PUSH"));
    return digest;
  }

  public void rejection(String event, Instant at) {
    database
        .getCollection(Collections.REJECTIONS)
        .insertOne(
            new Document("_id", event)
                .append("source", "harbor")
                .append("reference", "registry.example:5000/team/" + event + ":1")
                .append("code", "registry.not-found")
                .append("message", "no <such> image")
                .append("at", Date.from(at)));
  }

  public String result(
      Digest image, String status, Map<String, Integer> counts, String rules, boolean current) {
    String id = image + "|vulnerability|1|" + rules;
    List<Document> reasons =
        status.equals("SUCCEEDED")
            ? List.of()
            : List.of(new Document("code", "test.reason").append("message", "Because <of> it"));
    database
        .getCollection(Collections.RESULTS)
        .insertOne(
            new Document("_id", id)
                .append("image", image.toString())
                .append("dimension", "vulnerability")
                .append("status", status)
                .append("reasons", reasons)
                .append("counts", new Document(Map.copyOf(counts)))
                .append("scannerVersion", "1")
                .append("rulesVersion", rules)
                .append("facts", new Document("distribution", "alpine 3.10"))
                .append("finishedAt", Date.from(Instant.parse("2026-11-01T10:00:00Z")))
                .append("current", current));
    return id;
  }

  public void finding(Digest image, String result, String id, Severity severity, String subject) {
    finding(image, result, id, severity, subject, "");
  }

  public void rank(String id, int rank) {
    database
        .getCollection(Collections.FINDINGS)
        .updateMany(new Document("id", id), new Document("$set", new Document("rank", rank)));
  }

  public void delete(Digest image, Instant at) {
    database
        .getCollection(Collections.IMAGES)
        .updateOne(
            new Document("_id", image.toString()),
            new Document("$set", new Document("deletedAt", Date.from(at))));
  }

  @SuppressWarnings("EnumOrdinal") // the collection documents the rank as the ordinal
  public void finding(
      Digest image, String result, String id, Severity severity, String subject, String alias) {
    List<String> names =
        Stream.of(id, alias)
            .filter(name -> !name.isEmpty())
            .map(name -> name.toLowerCase(Locale.ROOT))
            .toList();
    database
        .getCollection(Collections.FINDINGS)
        .insertOne(
            new Document("_id", result + "|" + Sha256.hex(id + subject))
                .append("result", result)
                .append("image", image.toString())
                .append("dimension", "vulnerability")
                .append("id", id)
                .append("names", names)
                .append("severity", severity.name())
                .append("severityRank", severity.ordinal())
                .append("rank", 10 * severity.ordinal())
                .append("sourceSeverity", null)
                .append("title", "Title of " + id)
                .append("layer", Digest.sha256(Sha256.hex("tar")).toString())
                .append("path", "lib/apk/db/installed")
                .append(
                    "details",
                    new Document("package", subject)
                        .append("aliases", alias)
                        .append("installedVersion", "1.0-r0")
                        .append("fixedVersion", "1.0-r1")
                        .append("priority", "87")
                        .append("priorityWhy", "because of " + subject)
                        .append("kevDateAdded", "2021-12-10")
                        .append("epss", "0.94399")));
  }
}
