package io.mdis.report.rest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoDatabase;
import io.mdis.contracts.Collections;
import io.mdis.contracts.Digest;
import io.mdis.contracts.Severity;
import io.mdis.export.ExportFormats;
import io.mdis.report.Seed;
import io.mdis.report.Sha256;
import io.mdis.report.Stores;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.bson.Document;
import org.bson.types.Binary;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@QuarkusTest
@QuarkusTestResource(Stores.class)
class ExportResourceTest {
  private static final String LAYER = Digest.sha256(Sha256.hex("tar")).toString();

  @Inject MongoClient client;
  private Seed seed;
  private Digest image;

  @BeforeEach
  void anImageWithAFlaw() {
    MongoDatabase database = client.getDatabase("mdis");
    seed = new Seed(database);
    seed.clear();
    database.getCollection(Collections.INVENTORIES).deleteMany(new Document());
    database.getCollection(Collections.PACKAGES).deleteMany(new Document());
    image = seed.image(1, "team/app", Instant.parse("2026-11-01T09:00:00Z"));
    String result = seed.result(image, "SUCCEEDED", Map.of("HIGH", 1), "1", true);
    seed.finding(image, result, "CVE-2026-1", Severity.HIGH, "musl");
  }

  static List<String> formats() {
    return ExportFormats.names();
  }

  @ParameterizedTest
  @MethodSource("formats")
  void everyFormatIsAFileOfItsMediaType(String name) {
    Response answer = export(name, "");
    var format = ExportFormats.named(name).orElseThrow();
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.contentType().replace(";charset", "; charset").toLowerCase(Locale.ROOT))
        .startsWith(format.mediaType());
    assertThat(answer.header("Content-Disposition"))
        .isEqualTo(
            "attachment; filename=\"mdis-"
                + image.hex().substring(0, 12)
                + "."
                + format.extension()
                + "\"");
    assertThat(answer.body().asString()).contains("CVE-2026-1");
    assertThat(answer.header("Content-Length"))
        .isEqualTo(Integer.toString(answer.body().asByteArray().length));
  }

  @Test
  void whatIsTheSameIsNotSentAgain() {
    Response first = export("sarif", "");
    String tag = first.header("ETag");
    assertThat(export("sarif", tag).statusCode()).isEqualTo(304);
    assertThat(export("csv", tag).statusCode()).isEqualTo(200);
    client
        .getDatabase("mdis")
        .getCollection(Collections.FINDINGS)
        .updateMany(
            new Document(),
            new Document(
                "$set",
                new Document(
                    "suppression",
                    new Document("entry", "e").append("reason", "why").append("origin", "rest"))));
    Response changed = export("sarif", tag);
    assertThat(changed.statusCode()).isEqualTo(200);
    assertThat(changed.jsonPath().getString("runs[0].results[0].suppressions[0].justification"))
        .isEqualTo("why (rest)");
  }

  @Test
  void whatIsAwaitedIsNotClean() {
    Digest fresh = seed.image(2, "team/app", Instant.parse("2026-11-01T09:00:00Z"));
    JsonPath report = ask("/images/" + fresh + "/export?format=json", "").jsonPath();
    assertThat(report.getString("results[0].status")).isEqualTo("SKIPPED");
    assertThat(report.getString("results[0].reasons[0].code")).isEqualTo("scan.pending");
  }

  @Test
  void aBillOfMaterialsHasThePackagesOfTheInventory() {
    MongoDatabase database = client.getDatabase("mdis");
    for (String name : List.of("musl", "zlib")) {
      database
          .getCollection(Collections.PACKAGES)
          .insertOne(
              new Document("_id", "id-" + name)
                  .append("type", "apk")
                  .append("name", name)
                  .append("version", "1.0-r0")
                  .append("arch", "x86_64")
                  .append("sourceName", name)
                  .append("purl", "pkg:apk/alpine/" + name + "@1.0-r0"));
    }
    part(database, "", 0, "id-musl");
    part(database, "|1", 1, "id-zlib");
    JsonPath bom = export("cyclonedx", "").jsonPath();
    assertThat(bom.getList("components.name")).contains("musl", "zlib");
    assertThat(bom.getString("components.find { it.name == 'zlib' }.properties[0].value"))
        .isEqualTo(LAYER);
  }

  private void part(MongoDatabase database, String suffix, int number, String build) {
    byte[] place = ByteBuffer.allocate(4).putInt(0).array();
    database
        .getCollection(Collections.INVENTORIES)
        .insertOne(
            new Document("_id", image + suffix)
                .append("image", image.toString())
                .append("part", number)
                .append("parts", 2)
                .append("packages", List.of(build))
                .append("places", new Binary(place))
                .append("layers", List.of(LAYER))
                .append("paths", List.of("lib/apk/db/installed")));
  }

  @Test
  void whatCanNotBeHadIsExplained() {
    Response format = export("pdf", "");
    assertThat(format.statusCode()).isEqualTo(400);
    assertThat(format.jsonPath().getString("error.message")).contains("cyclonedx", "sarif");
    assertThat(ask("/images/" + image + "/export", "").statusCode()).isEqualTo(400);
    assertThat(ask("/images/" + Seed.digest(9) + "/export?format=csv", "").statusCode())
        .isEqualTo(404);
    assertThat(ask("/images/sha256:1/export?format=csv", "").statusCode()).isEqualTo(400);
    assertThat(ask("/images/" + image + "/findings", "").statusCode()).isEqualTo(200);
  }

  private Response export(String format, String tag) {
    return ask("/images/" + image + "/export?format=" + format, tag);
  }

  private static Response ask(String path, String tag) {
    var request = given().auth().oauth2(Stores.TOKEN);
    return (tag.isEmpty() ? request : request.header("If-None-Match", tag)).get(path);
  }
}
