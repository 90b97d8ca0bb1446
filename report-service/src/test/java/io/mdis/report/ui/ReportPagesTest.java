package io.mdis.report.ui;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import io.mdis.contracts.Digest;
import io.mdis.contracts.Severity;
import io.mdis.report.Seed;
import io.mdis.report.Stores;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Stores.class)
class ReportPagesTest {
  private static final Instant TIME = Instant.parse("2026-11-01T09:00:00Z");

  @Inject MongoClient client;
  private Seed seed;

  @BeforeEach
  void empty() {
    seed = new Seed(client.getDatabase("mdis"));
    seed.clear();
  }

  @Test
  void theRootLeadsToTheOverview() {
    Response answer =
        given()
            .header("Authorization", "Bearer " + Stores.TOKEN)
            .redirects()
            .follow(false)
            .get("/");
    assertThat(answer.statusCode()).isEqualTo(303);
    assertThat(answer.header("Location")).endsWith("/ui");
  }

  @Test
  void listsEachStatusInItsOwnWay() throws IOException {
    seed.image(1, "team/pending", TIME);
    seed.result(seed.image(2, "team/clean", TIME), "SUCCEEDED", Map.of(), "r", true);
    seed.result(seed.image(3, "team/partial", TIME), "PARTIAL", Map.of("HIGH", 3), "r", true);
    seed.result(seed.image(4, "team/failed", TIME), "FAILED", Map.of(), "r", true);
    seed.result(seed.image(5, "team/skipped", TIME), "SKIPPED", Map.of(), "r", true);
    Response page = page("/ui/images", 200);
    String html = page.asString();
    assertThat(html.split("no known vulnerabilities", -1)).hasSize(2);
    assertThat(html.split("none found", -1)).hasSize(2);
    assertThat(html.split("not known", -1)).hasSize(4);
    assertThat(html)
        .contains("status pending", "status partial", "status failed", "status skipped")
        .contains("Because &lt;of&gt; it (test.reason)")
        .contains("High </span>", "</abbr> 3</span>")
        .contains("<caption>");
    assertThat(page.header("Content-Security-Policy"))
        .contains("default-src 'none'")
        .doesNotContain("unsafe");
    assertThat(html).doesNotContain("<script>", "<style", "style=\"", "onclick");
    keep("images.html", html);
  }

  @Test
  void showsFindingsPageByPage() throws IOException {
    Digest digest = seed.image(1, "team/app", TIME);
    String result = seed.result(digest, "SUCCEEDED", Map.of("HIGH", 3), "r", true);
    for (int i = 1; i <= 3; i++) {
      seed.finding(digest, result, "CVE-2021-000" + i, Severity.HIGH, "openssl");
    }
    String html = page("/ui/images/" + digest + "?size=2&severity=HIGH", 200).asString();
    assertThat(html)
        .contains("CVE-2021-0001", "openssl", "1.0-r0", "1.0-r1", "page 1 of 2", "12,345")
        .contains("<bdi>87</bdi>", "because of openssl", "exploited", "2021-12-10", "0.94399")
        .contains("?severity=HIGH&amp;page=1&amp;size=2#findings")
        .doesNotContain("CVE-2021-0003");
    assertThat(page("/ui/images/" + digest + "?size=2&page=1", 200).asString())
        .contains("CVE-2021-0003", "Previous");
    keep("image.html", html);
  }

  @Test
  void leadsFromAFindingToTheImagesThatHaveIt() throws IOException {
    Digest digest = seed.image(1, "team/app", TIME);
    String result = seed.result(digest, "SUCCEEDED", Map.of("HIGH", 1), "r", true);
    seed.finding(digest, result, "CVE-2021-0001", Severity.HIGH, "openssl", "GHSA-1");
    Digest other = seed.image(2, "team/other", TIME);
    String second = seed.result(other, "SUCCEEDED", Map.of("HIGH", 1), "r", true);
    seed.finding(other, second, "CVE-2021-0001", Severity.HIGH, "openssl", "GHSA-1");
    assertThat(page("/ui/images/" + digest, 200).asString())
        .contains("<a href=\"/ui/vulnerabilities/CVE-2021-0001\">")
        .contains("action=\"/ui/search\"");
    Response first = page("/ui/vulnerabilities/CVE-2021-0001?limit=1", 200);
    String html = first.asString();
    assertThat(html)
        .contains("CVE-2021-0001, GHSA-1", "openssl", "1.0-r0", "1.0-r1")
        .contains("<dt>Images</dt><dd>2</dd>")
        .doesNotContain("<script>", "<style", "style=\"", "onclick");
    assertThat(first.header("Content-Security-Policy")).contains("default-src 'none'");
    String next = html.replaceFirst("(?s).*<a href=\"([^\"]*)\" rel=\"next\".*", "$1");
    assertThat(page(next.replace("&amp;", "&"), 200).asString())
        .contains("First page</a>")
        .doesNotContain("rel=\"next\"");
    assertThat(page("/ui/vulnerabilities/CVE-1", 200).asString())
        .contains("No image is known to have it");
    keep("vulnerability.html", html);
  }

  @Test
  void theSearchFieldLeadsToThePage() {
    Response answer =
        given()
            .header("Authorization", "Bearer " + Stores.TOKEN)
            .redirects()
            .follow(false)
            .queryParam("id", " CVE-2021-1 / x")
            .get("/ui/vulnerabilities");
    assertThat(answer.statusCode()).isEqualTo(303);
    assertThat(answer.header("Location")).endsWith("/ui/vulnerabilities/CVE-2021-1%20%2F%20x");
    assertThat(page("/ui/vulnerabilities?id=%20", 400).asString()).contains("id must be the name");
  }

  @Test
  void escapesHostileNames() {
    String hostile = "<script>alert(1)</script>\"'{cdi:x}";
    Digest digest = seed.image(1, hostile, TIME);
    String result = seed.result(digest, "SUCCEEDED", Map.of("LOW", 1), "r", true);
    seed.finding(digest, result, hostile, Severity.LOW, hostile);
    String flaw = "/ui/vulnerabilities/%3Cscript%3Ealert(1)%3C%2Fscript%3E%22%27%7Bcdi%3Ax%7D";
    for (String path : new String[] {"/ui/images", "/ui/images/" + digest, flaw}) {
      assertThat(page(path, 200).asString())
          .doesNotContain("<script>")
          .contains("&lt;script&gt;alert(1)&lt;/script&gt;");
    }
    assertThat(page("/ui/images?text=%22%3E%3Cscript%3E", 200).asString())
        .doesNotContain("<script>")
        .contains("value=\"&quot;&gt;&lt;script&gt;\"");
  }

  @Test
  void tellsProblemsAsPages() {
    assertThat(page("/ui/images/nonsense", 400).asString()).contains("This page cannot be shown");
    assertThat(page("/ui/images/" + Seed.digest(7), 404).asString()).contains("no image sha256:");
    assertThat(page("/ui/images?limit=0", 400).header("Content-Security-Policy")).isNotBlank();
  }

  private static Response page(String path, int status) {
    return given()
        .header("Authorization", "Bearer " + Stores.TOKEN)
        .urlEncodingEnabled(false)
        .get(path)
        .then()
        .statusCode(status)
        .contentType("text/html")
        .extract()
        .response();
  }

  /** For looking at by eye. */
  private static void keep(String name, String html) throws IOException {
    Path folder = Files.createDirectories(Path.of("target", "pages"));
    Files.writeString(folder.resolve(name), html);
  }
}
