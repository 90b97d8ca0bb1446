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
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Stores.class)
class ImagesResourceTest {
  private static final Instant TIME = Instant.parse("2026-11-01T09:00:00Z");

  @Inject MongoClient client;
  private Seed seed;

  @BeforeEach
  void empty() {
    seed = new Seed(client.getDatabase("mdis"));
    seed.clear();
  }

  @Test
  void pagesThroughImagesOfOneInstantWithoutLossOrRepetition() {
    for (int i = 0; i < 11; i++) {
      seed.image(i, "team/app", i < 3 ? TIME.plusSeconds(i) : TIME);
    }
    List<String> seen = new ArrayList<>();
    String cursor = "";
    int pages = 0;
    while (cursor != null) {
      JsonPath page =
          json(asked().queryParam("limit", 4).queryParam("cursor", cursor), "/images", 200);
      seen.addAll(page.getList("images.digest"));
      cursor = page.getString("next");
      pages++;
    }
    assertThat(pages).isEqualTo(3);
    assertThat(seen).hasSize(11).doesNotHaveDuplicates();
    assertThat(seen.subList(0, 2))
        .containsExactly(Seed.digest(2).toString(), Seed.digest(1).toString());
    assertThat(seen.subList(2, 11)).isSorted();
  }

  @Test
  void narrowsToARepositoryAndKeepsPaging() {
    for (int i = 0; i < 6; i++) {
      seed.image(i, i % 2 == 0 ? "team/app" : "team/other", TIME);
    }
    JsonPath first =
        json(asked().queryParam("repository", "team/app").queryParam("limit", 2), "/images", 200);
    JsonPath second =
        json(
            asked()
                .queryParam("repository", "team/app")
                .queryParam("registry", "registry.example:5000")
                .queryParam("limit", 2)
                .queryParam("cursor", first.getString("next")),
            "/images",
            200);
    assertThat(first.getList("images.repository")).containsExactly("team/app", "team/app");
    assertThat(second.getList("images.repository")).containsExactly("team/app");
    assertThat(second.getString("next")).isNull();
    assertThat(json(asked().queryParam("registry", "else"), "/images", 200).getList("images"))
        .isEmpty();
  }

  @Test
  void anImageWithoutResultIsPending() {
    Digest digest = seed.image(1, "team/app", TIME);
    JsonPath image = json(asked(), "/images/" + digest, 200);
    assertThat(image.getString("dimensions[0].dimension")).isEqualTo("vulnerability");
    assertThat(image.getString("dimensions[0].status")).isEqualTo("PENDING");
    assertThat(image.getString("platform")).isEqualTo("linux/amd64");
    assertThat(image.getLong("layers[0].size")).isEqualTo(12345);
    assertThat(json(asked(), "/images", 200).getString("images[0].dimensions[0].status"))
        .isEqualTo("PENDING");
  }

  @Test
  void tellsTheCurrentResultWithReasonsCountsVersionsAndFacts() {
    Digest digest = seed.image(1, "team/app", TIME);
    seed.result(digest, "SUCCEEDED", Map.of(), "old", false);
    seed.result(digest, "PARTIAL", Map.of("HIGH", 2, "LOW", 1), "new", true);
    JsonPath image = json(asked(), "/images/" + digest, 200);
    assertThat(image.getList("dimensions")).hasSize(1);
    assertThat(image.getString("dimensions[0].status")).isEqualTo("PARTIAL");
    assertThat(image.getString("dimensions[0].reasons[0].code")).isEqualTo("test.reason");
    assertThat(image.getString("dimensions[0].rulesVersion")).isEqualTo("new");
    assertThat(image.getString("dimensions[0].facts.distribution")).isEqualTo("alpine 3.10");
    assertThat(image.getInt("counts.HIGH")).isEqualTo(2);
    assertThat(image.getString("worstSeverity")).isEqualTo("HIGH");
  }

  /** A medium flaw that is being exploited stands before a high one that nobody has a use for. */
  @Test
  void theDimensionsPriorityGoesBeforeTheSeverity() {
    Digest digest = seed.image(1, "team/app", TIME);
    String result = seed.result(digest, "SUCCEEDED", Map.of(), "new", true);
    seed.finding(digest, result, "CVE-2021-0001", Severity.HIGH, "openssl");
    seed.finding(digest, result, "CVE-2021-0002", Severity.MEDIUM, "openssl");
    seed.rank("CVE-2021-0002", 95);
    assertThat(json(asked(), "/images/" + digest + "/findings", 200).getList("findings.id"))
        .containsExactly("CVE-2021-0002", "CVE-2021-0001");
  }

  @Test
  void findingsOfCurrentResultsWorstFirst() {
    Digest digest = seed.image(1, "team/app", TIME);
    String old = seed.result(digest, "SUCCEEDED", Map.of(), "old", false);
    String current = seed.result(digest, "SUCCEEDED", Map.of(), "new", true);
    seed.finding(digest, old, "CVE-2000-0001", Severity.CRITICAL, "gone");
    IntStream.range(0, 5)
        .forEach(i -> seed.finding(digest, current, "CVE-2020-000" + (9 - i), Severity.LOW, "low"));
    seed.finding(digest, current, "CVE-2021-0002", Severity.HIGH, "openssl");
    seed.finding(digest, current, "CVE-2021-0001", Severity.HIGH, "openssl");
    String path = "/images/" + digest + "/findings";
    JsonPath first = json(asked().queryParam("size", 3), path, 200);
    assertThat(first.getList("findings.id"))
        .containsExactly("CVE-2021-0001", "CVE-2021-0002", "CVE-2020-0005");
    assertThat(first.getLong("total")).isEqualTo(7);
    assertThat(
            json(asked().queryParam("size", 3).queryParam("page", 2), path, 200)
                .getList("findings"))
        .hasSize(1);
    JsonPath narrowed = json(asked().queryParam("severity", "critical,HIGH"), path, 200);
    assertThat(narrowed.getLong("total")).isEqualTo(2);
    assertThat(narrowed.getString("findings[0].details.package")).isEqualTo("openssl");
    assertThat(json(asked().queryParam("dimension", "malware"), path, 200).getLong("total"))
        .isZero();
  }

  @Test
  void namesTheParameterThatIsWrong() {
    Digest digest = seed.image(1, "team/app", TIME);
    String findings = "/images/" + digest + "/findings";
    assertProblem(asked().queryParam("limit", "0"), "/images", 400, "limit");
    assertProblem(asked().queryParam("limit", "201"), "/images", 400, "limit");
    assertProblem(asked().queryParam("limit", "many"), "/images", 400, "limit");
    assertProblem(asked().queryParam("cursor", "%%"), "/images", 400, "cursor");
    assertProblem(asked().queryParam("cursor", "AAAA"), "/images", 400, "cursor");
    assertProblem(asked().queryParam("size", "501"), findings, 400, "size");
    assertProblem(asked().queryParam("page", "-1"), findings, 400, "page");
    assertProblem(asked().queryParam("severity", "BAD"), findings, 400, "severity");
    assertProblem(asked(), "/images/latest", 400, "digest");
    assertProblem(asked(), "/images/" + Seed.digest(99), 404, "digest");
    assertProblem(asked(), "/images/" + Seed.digest(99) + "/findings", 404, "digest");
  }

  @Test
  void describesItself() {
    assertThat(asked().accept("application/json").get("/q/openapi").asString())
        .contains("/images/{digest}/findings")
        .doesNotContain("/ui/images");
  }

  private static void assertProblem(
      RequestSpecification request, String path, int status, String field) {
    JsonPath problem = json(request, path, status);
    assertThat(problem.getString("error.field")).isEqualTo(field);
    assertThat(problem.getString("error.code")).isNotBlank();
    assertThat(problem.getString("error.message")).isNotBlank();
  }

  private static RequestSpecification asked() {
    return given().header("Authorization", "Bearer " + Stores.TOKEN);
  }

  private static JsonPath json(RequestSpecification request, String path, int status) {
    return request.get(path).then().statusCode(status).extract().jsonPath();
  }
}
