package io.mdis.report.rest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import io.mdis.contracts.Collections;
import io.mdis.contracts.Digest;
import io.mdis.contracts.Severity;
import io.mdis.report.Seed;
import io.mdis.report.Stores;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(Stores.class)
class SuppressionsResourceTest {
  private static final String ENTRY =
      """
      {"vulnerability":"CVE-2021-1111","package":"openssl","image":"registry.example/team/*",
       "reason":"no TLS here","expires":"2999-12-31"}
      """;

  @Inject MongoClient client;
  private Seed seed;

  @BeforeEach
  void empty() {
    seed = new Seed(client.getDatabase("mdis"));
    seed.clear();
  }

  private static RequestSpecification asked() {
    return given()
        .header("Authorization", "Bearer " + Stores.TOKEN)
        .contentType("application/json");
  }

  private static JsonPath json(Response response, int status) {
    assertThat(response.statusCode()).as(response.asString()).isEqualTo(status);
    return new JsonPath(response.asString());
  }

  private static JsonPath made(String body) {
    return json(asked().body(body).post("/suppressions"), 201);
  }

  private long version() {
    Document state =
        client
            .getDatabase("mdis")
            .getCollection(Collections.SUPPRESSION_STATE)
            .find(Filters.eq("_id", "version"))
            .first();
    return state == null ? 0 : ((Number) state.get("version")).longValue();
  }

  @Test
  void makesReadsChangesAndRemoves() {
    Response created = asked().body(ENTRY).post("/suppressions");
    JsonPath entry = json(created, 201);
    String id = entry.getString("id");
    assertThat(created.header("Location")).endsWith("/suppressions/" + id);
    assertThat(created.header("ETag")).isEqualTo("\"1\"");
    assertThat(entry.getString("author")).isEqualTo("admin");
    assertThat(entry.getString("status")).isEqualTo("accepted");
    assertThat(entry.getString("expires")).isEqualTo("3000-01-01T00:00:00Z");
    assertThat(entry.getString("origin")).isEqualTo("rest");
    assertThat(entry.getString("state")).isEqualTo("active");

    Response read = asked().get("/suppressions/" + id);
    assertThat(json(read, 200).getString("package")).isEqualTo("openssl");
    String changed = read.asString().replace("no TLS here", "still no TLS");
    JsonPath next =
        json(
            asked()
                .header("If-Match", read.header("ETag"))
                .body(changed)
                .put("/suppressions/" + id),
            200);
    assertThat(next.getString("reason")).isEqualTo("still no TLS");
    assertThat(next.getInt("revision")).isEqualTo(2);
    assertThat(next.getString("createdAt")).isEqualTo(entry.getString("createdAt"));

    assertThat(asked().header("If-Match", "\"2\"").delete("/suppressions/" + id).statusCode())
        .isEqualTo(204);
    json(asked().get("/suppressions/" + id), 404);
  }

  @Test
  void aFileIsSuppressedByItsHashAndARuleByAPath() {
    String hash = "ab".repeat(32);
    JsonPath file =
        made(
            """
            {"hash":"sha256:%s","verdict":"FALSE_POSITIVE","reason":"our packer"}
            """
                .formatted(hash));
    assertThat(file.getString("hash")).isEqualTo(hash);
    assertThat(file.getString("status")).isEqualTo("false_positive");
    JsonPath rule =
        made(
            """
            {"rule":"github-pat","dimension":"secret","path":"srv/tests/**","verdict":"revoked",
             "reason":"revoked on Monday"}
            """);
    assertThat(rule.getString("vulnerability")).isEqualTo("github-pat");
    String path = "/suppressions/" + rule.getString("id");
    Response read = asked().get(path);
    JsonPath next = json(asked().header("If-Match", "\"1\"").body(read.asString()).put(path), 200);
    assertThat(next.getString("dimension")).isEqualTo("secret");
    assertThat(next.getString("path")).isEqualTo("srv/tests/**");
    assertThat(next.getString("status")).isEqualTo("revoked");
    assertThat(asked().get("/ui/suppressions").asString())
        .contains("hash " + hash, "false positive", "github-pat", "dimension secret", "revoked");
  }

  @Test
  void aChangeOfWhatSomebodyElseChangedIsRefused() {
    String id = made(ENTRY).getString("id");
    String path = "/suppressions/" + id;
    json(asked().header("If-Match", "\"1\"").body(ENTRY).put(path), 200);
    JsonPath stale = json(asked().header("If-Match", "\"1\"").body(ENTRY).put(path), 412);
    assertThat(stale.getString("error.message")).contains("revision 2");
    json(asked().header("If-Match", "\"1\"").delete(path), 412);
    json(asked().body(ENTRY).put(path), 428);
    json(asked().delete(path), 428);
    json(asked().header("If-Match", "W/x").delete(path), 400);
    json(asked().header("If-Match", "\"1\"").delete("/suppressions/none"), 404);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"reason":"why"} | vulnerability | name a vulnerability
          {"vulnerability":"CVE-1"} | reason | say why
          {"vulnerability":"*","reason":"why"} | vulnerability | named exactly
          {"vulnerability":"CVE-1","image":"**/*","reason":"why"} | image | every image
          {"image":"registry.test/app","reason":"why"} | vulnerability | only narrows
          {"path":"etc/app/*","reason":"why"} | vulnerability | a path together with a dimension
          {"path":"**","dimension":"secret","reason":"why"} | path | means every file
          {"hash":"12","reason":"why"} | hash | 64 hex digits
          {"rule":"r","vulnerability":"CVE-1","reason":"why"} | rule | another name
          {"rule":"r","status":"accepted","verdict":"accepted","reason":"why"} | status | another name
          {"vulnerability":"CVE-1","reason":"why","expires":"2020-01-01"} | expires | later than now
          {"vulnerability":"CVE-1","reason":"why","expires":"soon"} | expires | a date such as
          {"vulnerability":"CVE-1","reason":"why","expires":7} | expires | must be a text
          {"vulnerability":"CVE-1","reason":"why","status":"fine"} | status | one of accepted
          {"vulnerability":"CVE-1","reason":"why","imag":"a/b"} | imag | no such field
          {"vulnerability":"CVE-1","reason":"why","author":"bob"} | author | no such field
          {"vulnerability":"CVE-1","vulnerability":"CVE-2","reason":"why"} | body | JSON
          {"vulnerability":"CVE-1","reason":"why"} {} | body | JSON
          [] | body | JSON object
          {"a":[[[[[[1]]]]]]} | body | JSON
          """)
  void namesTheFieldAtFault(String body, String field, String words) {
    JsonPath refused = json(asked().body(body).post("/suppressions"), 400);
    assertThat(refused.getString("error.field")).isEqualTo(field);
    assertThat(refused.getString("error.message")).contains(words);
    assertThat(json(asked().get("/suppressions"), 200).getInt("total")).isZero();
  }

  @Test
  void everyChangeIsWrittenDownAndMovesTheVersion() {
    long before = version();
    String id = made(ENTRY).getString("id");
    long created = version();
    assertThat(created).isGreaterThan(before);
    String path = "/suppressions/" + id;
    json(asked().header("If-Match", "1").body(ENTRY.replace("no TLS", "no")).put(path), 200);
    asked().header("If-Match", "2").delete(path).then().statusCode(204);
    json(asked().header("If-Match", "2").body(ENTRY).put(path), 404);
    assertThat(version()).isGreaterThanOrEqualTo(created + 2);
    JsonPath log = json(asked().get("/suppression-log?entry=" + id), 200);
    assertThat(log.getList("changes.action")).containsExactly("REMOVED", "CHANGED", "CREATED");
    assertThat(log.getList("changes.by")).containsOnly("admin");
    assertThat(log.getString("changes[1].before.reason")).isEqualTo("no TLS here");
    assertThat(log.getString("changes[1].after.reason")).isEqualTo("no here");
    assertThat(log.getInt("total")).isEqualTo(3);
  }

  @Test
  void listsByStateOriginAndName() {
    made(ENTRY);
    Instant soon = Instant.now().plus(Duration.ofDays(3));
    made(ENTRY.replace("2999-12-31", soon.toString()).replace("CVE-2021-1111", "GHSA-x"));
    String over = made(ENTRY.replace("CVE-2021-1111", "CVE-2")).getString("id");
    client
        .getDatabase("mdis")
        .getCollection(Collections.SUPPRESSIONS)
        .updateOne(Filters.eq("_id", over), Updates.set("expiresAt", Date.from(Instant.EPOCH)));
    made(ENTRY.replace(",\"expires\":\"2999-12-31\"", "").replace("CVE-2021-1111", "CVE-3"));
    assertThat(names("?state=active")).containsExactly("CVE-2021-1111", "CVE-3");
    assertThat(names("?state=expiring")).containsExactly("GHSA-x");
    assertThat(names("?state=expired")).containsExactly("CVE-2");
    assertThat(names("?vulnerability=ghsa-X")).containsExactly("GHSA-x");
    assertThat(names("?origin=file")).isEmpty();
    assertThat(names("")).hasSize(4).last().isEqualTo("CVE-3");
    assertThat(names("?size=3&page=1")).hasSize(1);
    json(asked().get("/suppressions?state=odd"), 400);
    json(asked().get("/suppressions?origin=odd"), 400);
    json(asked().get("/suppressions?size=0"), 400);
  }

  private static List<String> names(String query) {
    return json(asked().get("/suppressions" + query), 200).getList("suppressions.vulnerability");
  }

  @Test
  void takesVexAndReplacesItByTheNextEdition() {
    String first = vex("CVE-1", "not_affected") + "," + vex("CVE-2", "affected");
    JsonPath taken = json(asked().body(document(first)).post("/vex"), 200);
    assertThat(taken.getString("document")).isEqualTo("https://example.org/vex/1");
    assertThat(taken.getInt("outcome.created")).isEqualTo(2);
    JsonPath again = json(asked().body(document(first)).post("/vex"), 200);
    assertThat(again.getInt("outcome.unchanged")).isEqualTo(2);
    JsonPath next = json(asked().body(document(vex("CVE-2", "fixed"))).post("/vex"), 200);
    assertThat(next.getInt("outcome.changed")).isEqualTo(1);
    assertThat(next.getInt("outcome.removed")).isEqualTo(1);
    JsonPath entries = json(asked().get("/suppressions?origin=vex"), 200);
    assertThat(entries.getList("suppressions.status")).containsExactly("fixed");
    String id = entries.getString("suppressions[0].id");
    JsonPath notHere =
        json(asked().header("If-Match", "\"2\"").body(ENTRY).put("/suppressions/" + id), 409);
    assertThat(notHere.getString("error.message")).contains("https://example.org/vex/1");

    assertThat(json(asked().get("/vex"), 200).getList("documents"))
        .containsExactly("https://example.org/vex/1");
    assertThat(asked().delete("/vex?document=https://example.org/vex/1").statusCode())
        .isEqualTo(204);
    assertThat(asked().delete("/vex?document=https://example.org/vex/1").statusCode())
        .isEqualTo(404);
    assertThat(names("")).isEmpty();
    assertThat(json(asked().body("{}").post("/vex"), 400).getString("error.message"))
        .contains("neither OpenVEX");
  }

  private static String vex(String vulnerability, String status) {
    return """
        {"vulnerability":{"name":"%s"},"products":[{"@id":"pkg:npm/a@1"}],"status":"%s"}
        """
        .formatted(vulnerability, status);
  }

  private static String document(String statements) {
    return """
        {"@context":"https://openvex.dev/ns/v0.2.0","@id":"https://example.org/vex/1",
         "author":"Vendor","timestamp":"2026-11-01T10:00:00Z","statements":[%s]}
        """
        .formatted(statements);
  }

  @Test
  void isForThoseWithATokenOnly() {
    assertThat(given().get("/suppressions").statusCode()).isEqualTo(401);
    assertThat(given().body(ENTRY).post("/suppressions").statusCode()).isEqualTo(401);
    assertThat(given().body("{}").post("/vex").statusCode()).isEqualTo(401);
    assertThat(given().get("/suppression-log").statusCode()).isEqualTo(401);
  }

  @Test
  void aSuppressedFindingIsToldWithItsReason() {
    Digest digest = seed.image(1, "team/app", Instant.parse("2026-11-01T09:00:00Z"));
    String result = seed.result(digest, "SUCCEEDED", Map.of(), "r", true);
    seed.finding(digest, result, "CVE-2021-1111", Severity.HIGH, "openssl");
    var mongo = client.getDatabase("mdis");
    mongo
        .getCollection(Collections.FINDINGS)
        .updateOne(
            Filters.eq("id", "CVE-2021-1111"),
            Updates.combine(
                Updates.set(
                    "suppression",
                    new Document("entry", "e")
                        .append("reason", "no <TLS>")
                        .append("author", "ann")
                        .append("origin", "file")
                        .append("verdict", "not_affected")
                        .append("until", Date.from(Instant.EPOCH))),
                Updates.set("note", "a note")));
    mongo
        .getCollection(Collections.RESULTS)
        .updateOne(Filters.eq("_id", result), Updates.set("suppressed", 1));
    JsonPath findings = json(asked().get("/images/" + digest + "/findings"), 200);
    assertThat(findings.getString("findings[0].suppression.reason")).isEqualTo("no <TLS>");
    assertThat(findings.getString("findings[0].suppression.verdict")).isEqualTo("not_affected");
    assertThat(findings.getString("findings[0].suppression.until"))
        .isEqualTo("1970-01-01T00:00:00Z");
    JsonPath image = json(asked().get("/images/" + digest), 200);
    assertThat(image.getInt("dimensions[0].suppressed")).isEqualTo(1);
    String page = asked().get("/ui/images/" + digest).asString();
    assertThat(page)
        .contains("0 findings, 1 suppressed", "not affected: no &lt;TLS&gt; (ann, until", "a note")
        .doesNotContain("no known vulnerabilities");
  }

  @Test
  void thePageShowsEntries() {
    made(ENTRY.replace("no TLS here", "no <b>TLS</b>"));
    String page = asked().get("/ui/suppressions").asString();
    assertThat(page)
        .contains("CVE-2021-1111", "no &lt;b&gt;TLS&lt;/b&gt;", "image registry.example/team/*")
        .contains("status active", "1 in all")
        .doesNotContain("<script>", "style=\"");
    assertThat(asked().get("/ui/suppressions?state=expired").asString())
        .contains("There is no such entry");
    assertThat(asked().get("/ui/suppressions?state=odd").statusCode()).isEqualTo(400);
    assertThat(asked().get("/ui/images").asString()).contains("href=\"/ui/suppressions\"");
  }
}
