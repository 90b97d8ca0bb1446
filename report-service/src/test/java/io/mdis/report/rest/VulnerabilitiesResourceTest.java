package io.mdis.report.rest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import io.mdis.contracts.Digest;
import io.mdis.contracts.Severity;
import io.mdis.report.Seed;
import io.mdis.report.Stores;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Stores.class)
class VulnerabilitiesResourceTest {
  private static final Instant TIME = Instant.parse("2026-11-01T09:00:00Z");

  @Inject MongoClient client;
  private Seed seed;

  @BeforeEach
  void empty() {
    seed = new Seed(client.getDatabase("mdis"));
    seed.clear();
  }

  private Digest image(int number, String... packages) {
    Digest digest = seed.image(number, "team/app", TIME);
    String result = seed.result(digest, "SUCCEEDED", Map.of("HIGH", packages.length), "r", true);
    for (String name : packages) {
      seed.finding(digest, result, "CVE-2021-1", Severity.HIGH, name, "GHSA-AbCd-1");
    }
    return digest;
  }

  @Test
  void pagesThroughImagesByDigestWithoutLossOrRepetition() {
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < 11; i++) {
      expected.add(image(i, "openssl", "libssl").toString());
    }
    expected.sort(null);
    image(90);
    List<String> seen = new ArrayList<>();
    String cursor = "";
    int pages = 0;
    while (cursor != null) {
      JsonPath page = images("CVE-2021-1", cursor, 4);
      seen.addAll(page.getList("images.digest"));
      assertThat(page.getList("images[0].packages.name")).containsExactly("libssl", "openssl");
      cursor = page.getString("next");
      pages++;
    }
    assertThat(pages).isEqualTo(3);
    assertThat(seen).isEqualTo(expected);
  }

  @Test
  void tellsReferencesVersionsAndTheLayer() {
    Digest digest = image(1, "openssl");
    JsonPath page = images("cve-2021-1", "", 50);
    assertThat(page.getList("images.references[0]"))
        .containsExactly("registry.example:5000/team/app:1.0");
    assertThat(page.getList("images.digest")).containsExactly(digest.toString());
    assertThat(page.getMap("images[0].packages[0]"))
        .containsEntry("name", "openssl")
        .containsEntry("installedVersion", "1.0-r0")
        .containsEntry("fixedVersion", "1.0-r1")
        .containsEntry("severity", "HIGH")
        .containsEntry("path", "lib/apk/db/installed")
        .containsKey("layer");
    assertThat(page.getString("next")).isNull();
  }

  @Test
  void sumsUpUnderAnyName() {
    Digest one = image(1, "openssl");
    String result = seed.result(one, "SUCCEEDED", Map.of(), "s", true);
    seed.finding(one, result, "CVE-2021-1", Severity.CRITICAL, "libssl", "");
    seed.finding(one, result, "CVE-2021-2", Severity.LOW, "curl", "");
    image(2, "openssl");
    for (String name : List.of("CVE-2021-1", "cve-2021-1")) {
      JsonPath flaw = json("/vulnerabilities/" + name, 200);
      assertThat(flaw.getInt("images")).isEqualTo(2);
      assertThat(flaw.getBoolean("imagesExact")).isTrue();
      assertThat(flaw.getString("worstSeverity")).isEqualTo("CRITICAL");
      assertThat(flaw.getList("names")).containsExactly("CVE-2021-1", "GHSA-AbCd-1");
      assertThat(flaw.getList("packages.name")).containsExactly("libssl", "openssl");
      assertThat(flaw.getList("packages[1].fixedVersions")).containsExactly("1.0-r1");
      assertThat(flaw.getBoolean("complete")).isTrue();
    }
    assertThat(json("/vulnerabilities/GHSA-abcd-1", 200).getString("worstSeverity"))
        .isEqualTo("HIGH");
    assertThat(json("/vulnerabilities/CVE-2021-2", 200).getInt("images")).isEqualTo(1);
  }

  @Test
  void leavesDeletedImagesOut() {
    List<String> left = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      Digest digest = image(i, "openssl");
      if (i % 20 == 0) {
        left.add(digest.toString());
      } else {
        seed.delete(digest, TIME);
      }
    }
    left.sort(null);
    assertThat(json("/vulnerabilities/CVE-2021-1", 200).getInt("images")).isEqualTo(3);
    List<String> seen = new ArrayList<>();
    String cursor = "";
    while (cursor != null) {
      JsonPath page = images("CVE-2021-1", cursor, 2);
      seen.addAll(page.getList("images.digest"));
      cursor = page.getString("next");
    }
    assertThat(seen).isEqualTo(left);
  }

  @Test
  void readsOnBehindAnImageOfMorePackagesThanAreShown() {
    Digest many = image(1);
    String result = seed.result(many, "SUCCEEDED", Map.of(), "s", true);
    for (int i = 0; i < 450; i++) {
      seed.finding(many, result, "CVE-2021-1", Severity.LOW, "kernel-" + i, "");
    }
    image(2, "openssl");
    image(3, "openssl");
    JsonPath page = images("CVE-2021-1", "", 50);
    assertThat(page.getList("images")).hasSize(3);
    String shown = "images.find { it.digest == '" + many + "' }";
    assertThat(page.getBoolean(shown + ".morePackages")).isTrue();
    assertThat(page.getList(shown + ".packages")).hasSize(200);
    assertThat(json("/vulnerabilities/CVE-2021-1", 200).getBoolean("complete")).isFalse();
  }

  @Test
  void noImageIsAnAnswer() {
    JsonPath flaw = json("/vulnerabilities/CVE-1999-1", 200);
    assertThat(flaw.getInt("images")).isZero();
    assertThat(flaw.getString("worstSeverity")).isNull();
    assertThat(images("CVE-1999-1", "", 50).getList("images")).isEmpty();
  }

  @Test
  void findingsOfOtherDimensionsAreNoFlaws() {
    Digest digest = image(1, "openssl");
    client
        .getDatabase("mdis")
        .getCollection("findings")
        .updateMany(
            new org.bson.Document("image", digest.toString()),
            new org.bson.Document("$set", new org.bson.Document("dimension", "malware")));
    assertThat(json("/vulnerabilities/CVE-2021-1", 200).getInt("images")).isZero();
    assertThat(images("CVE-2021-1", "", 50).getList("images")).isEmpty();
  }

  @Test
  void saysWhatIsSuppressed() {
    Digest digest = image(1, "openssl");
    client
        .getDatabase("mdis")
        .getCollection("findings")
        .updateMany(
            new org.bson.Document("image", digest.toString()),
            new org.bson.Document(
                "$set",
                new org.bson.Document(
                    "suppression",
                    new org.bson.Document("entry", "e")
                        .append("reason", "not <reachable>")
                        .append("origin", "rest"))));
    assertThat(images("CVE-2021-1", "", 50).getString("images[0].packages[0].suppression.reason"))
        .isEqualTo("not <reachable>");
    assertThat(asked().get("/ui/vulnerabilities/CVE-2021-1").asString())
        .contains("suppressed", "not &lt;reachable&gt; (rest)");
  }

  @Test
  void namesTheParameterThatIsWrong() {
    assertThat(json("/vulnerabilities/CVE-1/images?limit=201", 400).getString("error.field"))
        .isEqualTo("limit");
    assertThat(json("/vulnerabilities/CVE-1/images?cursor=x", 400).getString("error.field"))
        .isEqualTo("cursor");
    assertThat(json("/vulnerabilities/" + "x".repeat(201), 400).getString("error.field"))
        .isEqualTo("id");
    given().get("/vulnerabilities/CVE-1").then().statusCode(401);
  }

  @Test
  void describesItself() {
    assertThat(asked().accept("application/json").get("/q/openapi").asString())
        .contains("/vulnerabilities/{id}/images")
        .doesNotContain("/ui/vulnerabilities");
  }

  private static JsonPath images(String name, String cursor, int limit) {
    return asked()
        .queryParam("cursor", cursor)
        .queryParam("limit", limit)
        .get("/vulnerabilities/" + name + "/images")
        .then()
        .statusCode(200)
        .extract()
        .jsonPath();
  }

  private static JsonPath json(String path, int status) {
    return asked().get(path).then().statusCode(status).extract().jsonPath();
  }

  private static RequestSpecification asked() {
    return given().header("Authorization", "Bearer " + Stores.TOKEN);
  }
}
