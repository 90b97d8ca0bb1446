package io.mdis.report.rest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoDatabase;
import io.mdis.contracts.Collections;
import io.mdis.contracts.Digest;
import io.mdis.contracts.Severity;
import io.mdis.report.Seed;
import io.mdis.report.Stores;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Stores.class)
class ComparisonResourceTest {
  private static final Instant TIME = Instant.parse("2026-11-01T09:00:00Z");

  @Inject MongoClient client;
  private Seed seed;
  private Digest before;
  private Digest after;

  @BeforeEach
  void twoBuildsOfAnImage() {
    seed = new Seed(client.getDatabase("mdis"));
    seed.clear();
    before = image(1, "SUCCEEDED", "CVE-2026-1", "CVE-2026-2");
    after = image(2, "SUCCEEDED", "CVE-2026-2", "CVE-2026-3");
    set(before, "tags", List.of("1.0"));
    set(after, "tags", List.of("1.1", "1.0"));
  }

  private Digest image(int number, String status, String... flaws) {
    Digest image = seed.image(number, "team/app", TIME.plusSeconds(number));
    String result = seed.result(image, status, Map.of("HIGH", flaws.length), "1", true);
    for (String flaw : flaws) {
      seed.finding(image, result, flaw, Severity.HIGH, "musl");
    }
    return image;
  }

  private void set(Digest image, String field, Object value) {
    MongoDatabase database = client.getDatabase("mdis");
    database
        .getCollection(Collections.IMAGES)
        .updateOne(
            new Document("_id", image.toString()),
            new Document("$set", new Document(field, value)));
  }

  @Test
  void tellsWhatIsNewFixedAndUnchanged() {
    JsonPath answer = compare(before.toString(), after.toString(), "", 200);
    assertThat(answer.getList("changes.kind")).containsExactly("NEW", "FIXED", "UNCHANGED");
    assertThat(answer.getList("changes.finding.id"))
        .containsExactly("CVE-2026-3", "CVE-2026-1", "CVE-2026-2");
    assertThat(answer.getInt("dimensions[0].added")).isEqualTo(1);
    assertThat(answer.getInt("dimensions[0].fixed")).isEqualTo(1);
    assertThat(answer.getBoolean("dimensions[0].compared")).isTrue();
  }

  @Test
  void aTagIsTheNewestImageThatItLedTo() {
    String repository = "registry.example:5000/team/app";
    JsonPath answer = compare(before.toString(), repository + ":1.0", "", 200);
    assertThat(answer.getString("to.digest")).isEqualTo(after.toString());
    set(after, "platform", "linux/arm64");
    assertThat(compare(repository + ":1.0", before.toString(), "", 200).getString("from.digest"))
        .as("the image of the same platform")
        .isEqualTo(before.toString());
    assertThat(compare(repository + ":9", before.toString(), "", 404).getString("error.message"))
        .contains(repository + ":9");
  }

  @Test
  void aPageAndAKindCanBeAskedFor() {
    JsonPath fixed = compare(before.toString(), after.toString(), "&change=fixed", 200);
    assertThat(fixed.getList("changes.finding.id")).containsExactly("CVE-2026-1");
    JsonPath page = compare(before.toString(), after.toString(), "&page=1&size=2", 200);
    assertThat(page.getList("changes")).hasSize(1);
    assertThat(page.getInt("total")).isEqualTo(3);
  }

  @Test
  void aScanThatFailedFixesNothing() {
    Digest failed = image(3, "FAILED");
    JsonPath answer = compare(before.toString(), failed.toString(), "", 200);
    assertThat(answer.getBoolean("dimensions[0].compared")).isFalse();
    assertThat(answer.getList("changes")).isEmpty();
  }

  @Test
  void whatCanNotBeComparedIsExplained() {
    assertThat(compare("app", after.toString(), "", 400).getString("error.field"))
        .isEqualTo("from");
    assertThat(compare(before.toString(), "", "", 400).getString("error.field")).isEqualTo("to");
    assertThat(compare(before.toString(), "sha256:1", "", 400).getString("error.field"))
        .isEqualTo("to");
    compare(before.toString(), Seed.digest(9).toString(), "", 404);
    compare(before.toString(), after.toString(), "&change=other", 400);
    compare(before.toString(), after.toString(), "&size=501", 400);
  }

  private static JsonPath compare(String from, String to, String more, int status) {
    return given()
        .auth()
        .oauth2(Stores.TOKEN)
        .get("/images/compare?from=" + from + "&to=" + to + more)
        .then()
        .statusCode(status)
        .extract()
        .jsonPath();
  }
}
