package io.mdis.report.rest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import io.mdis.contracts.Collections;
import io.mdis.contracts.Digest;
import io.mdis.contracts.Severity;
import io.mdis.report.Seed;
import io.mdis.report.Stores;
import io.mdis.report.alert.AlertMessages;
import io.mdis.report.alert.Alerts;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** With the policy that comes with MDIS. */
@QuarkusTest
@QuarkusTestResource(Stores.class)
class PolicyResourceTest {
  @Inject MongoClient client;
  @Inject Alerts alerts;
  private Digest image;
  private String result;

  @BeforeEach
  void scanned() {
    Seed seed = new Seed(client.getDatabase("mdis"));
    seed.clear();
    image = seed.image(1, "team/app", Instant.now().minus(Duration.ofDays(90)));
    result = seed.result(image, "SUCCEEDED", Map.of(), "r", true);
    for (String dimension : new String[] {"malware", "secret", "history"}) {
      client
          .getDatabase("mdis")
          .getCollection(Collections.RESULTS)
          .insertOne(
              new Document("_id", image + "|" + dimension)
                  .append("image", image.toString())
                  .append("dimension", dimension)
                  .append("status", "SUCCEEDED")
                  .append("current", true));
    }
  }

  @Test
  void anImageThatWasScannedAndIsFineIsAllowed() {
    JsonPath decision = decision(image.toString());
    assertThat(decision.getString("verdict")).isEqualTo("ALLOW");
    assertThat(decision.getBoolean("denied")).isFalse();
    assertThat(decision.getString("policy")).isEqualTo("default");
  }

  @Test
  void oneThatWasNotScannedIsUnscanned() {
    client
        .getDatabase("mdis")
        .getCollection(Collections.RESULTS)
        .deleteOne(new Document("_id", image + "|malware"));
    for (String asked : new String[] {image.toString(), Seed.digest(9).toString()}) {
      JsonPath decision = decision(asked);
      assertThat(decision.getString("verdict")).isEqualTo("UNSCANNED");
      assertThat(decision.getBoolean("denied")).isTrue();
      assertThat(decision.getList("toChange")).isNotEmpty();
    }
    assertThat(decision("registry.unknown/team/app:1.0").getString("verdict"))
        .isEqualTo("UNSCANNED");
  }

  @Test
  void whatBecameKnownAfterTheScanWarnsFirst() {
    new Seed(client.getDatabase("mdis"))
        .finding(image, result, "CVE-2026-1", Severity.CRITICAL, "openssl");
    assertThat(decision(image.toString()).getString("verdict")).isEqualTo("BLOCK");
    assertThat(decision(image.toString()).getList("toChange", String.class))
        .containsExactly("update openssl to 1.0-r1");
    Instant now = Instant.now();
    alerts.take(
        AlertMessages.found(image, "CVE-2026-1", Severity.CRITICAL, now.minus(Duration.ofDays(2))));
    JsonPath warned = decision(image.toString());
    assertThat(warned.getString("verdict")).isEqualTo("WARN");
    assertThat(Instant.parse(warned.getString("violations[0].blocksFrom")))
        .isBetween(now.plus(Duration.ofHours(119)), now.plus(Duration.ofHours(121)));
  }

  @Test
  void aTamperedImageIsBlockedUntilSomebodyAnswers() {
    String id = alerts.take(AlertMessages.tampered(image, "node-7", Instant.now())).id();
    JsonPath decision = decision(image.toString());
    assertThat(decision.getString("verdict")).isEqualTo("BLOCK");
    assertThat(decision.getString("violations[0].message")).contains("node-7: usr/bin/<app>");
    alerts.acknowledge(id, "ann", "host rebuilt");
    assertThat(decision(image.toString()).getString("verdict")).isEqualTo("ALLOW");
  }

  @Test
  void whatIsNoReferenceIsNamed() {
    Response answer = caller().queryParam("image", "sha256:x").get("/policy/decision");
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.jsonPath().getString("error.field")).isEqualTo("image");
    assertThat(given().get("/policy/decision?image=a").statusCode()).isEqualTo(401);
  }

  @Test
  void answersAnApiServerThatHasTheToken() throws IOException {
    String pinned =
        review()
            .replaceAll("registry.example/team/[a-z]+:1.0", "registry.example/team/app@" + image)
            .replace("\"busybox\"", "\"registry.example/team/app@" + image + "\"");
    for (String path : new String[] {"/admission/validate", "/admission/validate/wrong"}) {
      assertThat(given().contentType(ContentType.JSON).body(pinned).post(path).statusCode())
          .isEqualTo(401);
    }
    JsonPath allowed =
        given()
            .contentType(ContentType.JSON)
            .body(pinned)
            .post("/admission/validate/" + Stores.ADMISSION_TOKEN)
            .jsonPath();
    assertThat(allowed.getBoolean("response.allowed")).as(allowed.prettify()).isTrue();
    assertThat(allowed.getString("response.uid")).isEqualTo("705ab4f5-6393-11e8-b7cc-42010a800002");
    JsonPath refused =
        caller()
            .contentType(ContentType.JSON)
            .body(review())
            .post("/admission/validate")
            .jsonPath();
    assertThat(refused.getBoolean("response.allowed")).isFalse();
    assertThat(refused.getString("response.status.message")).contains("busybox is UNSCANNED");
    for (String body : new String[] {"", "{", "[]", "{\"kind\":\"AdmissionReview\"}"}) {
      assertThat(
              caller()
                  .contentType(ContentType.JSON)
                  .body(body)
                  .post("/admission/validate")
                  .statusCode())
          .as(body)
          .isEqualTo(400);
    }
  }

  private static String review() throws IOException {
    try (InputStream in = PolicyResourceTest.class.getResourceAsStream("/admission/pod.json")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static JsonPath decision(String image) {
    Response answer = caller().queryParam("image", image).get("/policy/decision");
    assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
    return answer.jsonPath();
  }

  private static RequestSpecification caller() {
    return given().header("Authorization", "Bearer " + Stores.TOKEN);
  }
}
