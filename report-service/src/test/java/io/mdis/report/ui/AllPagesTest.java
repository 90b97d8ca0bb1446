package io.mdis.report.ui;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import io.mdis.contracts.Collections;
import io.mdis.contracts.Digest;
import io.mdis.contracts.Severity;
import io.mdis.report.Seed;
import io.mdis.report.Stores;
import io.mdis.report.dashboard.Dashboard;
import io.mdis.report.store.MongoFleet;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(Stores.class)
class AllPagesTest {
  private static final Instant TIME = Instant.parse("2026-11-01T09:00:00Z");
  private static final Pattern ASSET =
      Pattern.compile("(?:src|href)=\"(/(?:webjars|mdis-)[^\"]*)\"");

  @Inject MongoClient client;
  @Inject Dashboard dashboard;
  @Inject MongoFleet fleet;
  private Seed seed;
  private Digest image;

  @BeforeEach
  void store() {
    seed = new Seed(client.getDatabase("mdis"));
    seed.clear();
    image = seed.image(1, "team/app", TIME);
    String result = seed.result(image, "SUCCEEDED", Map.of("CRITICAL", 1), "r", true);
    seed.finding(image, result, "CVE-2021-0001", Severity.CRITICAL, "openssl");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/ui",
        "/ui/images",
        "/ui/findings",
        "/ui/alerts",
        "/ui/suppressions",
        "/ui/policy",
        "/ui/trust",
        "/ui/compare",
        "/ui/queue",
        "/ui/queue/backlog",
        "/ui/rejections",
        "/ui/notifications",
        "/ui/settings",
        "/ui/vulnerabilities/CVE-2021-0001",
        "/ui/findings/secret/hash:abc"
      })
  void everyPageIsThereInBothLanguagesWithoutScriptsInside(String path) {
    for (String language : List.of("en", "zh-CN,zh;q=0.9")) {
      Response page = caller().header("Accept-Language", language).get(path);
      assertThat(page.statusCode()).as(path).isEqualTo(200);
      assertThat(page.asString())
          .doesNotContain("<script>", "<style", "style=\"", "onclick", "hx-on", "NOT_FOUND");
      assertThat(page.header("Content-Security-Policy"))
          .contains("default-src 'none'", "script-src 'self';")
          .doesNotContain("unsafe");
    }
  }

  @Test
  void whatThePagesLoadIsServedHere() {
    Matcher assets = ASSET.matcher(caller().get("/ui").asString());
    int found = 0;
    while (assets.find()) {
      found++;
      assertThat(caller().get(assets.group(1)).statusCode()).as(assets.group(1)).isEqualTo(200);
    }
    assertThat(found).isGreaterThan(4);
  }

  @Test
  void theLanguageIsTheBrowsersUntilOneIsChosen() {
    assertThat(caller().header("Accept-Language", "fr,zh").get("/ui/images").asString())
        .contains("<html lang=\"zh\"", "镜像");
    assertThat(caller().header("Accept-Language", "fr").get("/ui/images").asString())
        .contains("<html lang=\"en\"");
    assertThat(
            caller()
                .header("Accept-Language", "zh")
                .cookie("mdis-language", "en")
                .cookie("mdis-theme", "dark")
                .get("/ui/images")
                .asString())
        .contains("<html lang=\"en\" data-theme=\"dark\"");
    assertThat(caller().cookie("mdis-theme", "\"><b>").get("/ui/images").asString())
        .contains("data-theme=\"auto\"");
  }

  @Test
  void aChoiceIsKeptAndLeadsNowhereElse() {
    Response chosen = choose("language", "zh", "/ui/images?text=a");
    assertThat(chosen.statusCode()).isEqualTo(303);
    assertThat(chosen.header("Location")).endsWith("/ui/images?text=a");
    assertThat(chosen.header("Set-Cookie")).contains("mdis-language=zh", "HttpOnly", "SameSite");
    for (String back : List.of("//evil.example", "https://evil.example", "/ui/../x", "/other")) {
      assertThat(choose("theme", "dark", back).header("Location")).endsWith("/ui");
    }
    assertThat(choose("language", "xx", "/ui").statusCode()).isEqualTo(400);
    assertThat(
            caller()
                .header("Sec-Fetch-Site", "cross-site")
                .formParam("theme", "dark")
                .post("/ui/preferences")
                .statusCode())
        .isEqualTo(403);
  }

  @Test
  void theOverviewShowsWhatWasCounted() {
    client
        .getDatabase("mdis")
        .getCollection(Collections.OVERVIEWS)
        .insertOne(
            new Document("_id", image.toString())
                .append(
                    "dimensions",
                    new Document(
                        "vulnerability",
                        new Document("status", "SUCCEEDED")
                            .append("counts", new Document("CRITICAL", 1))
                            .append("finishedAt", Date.from(TIME))))
                .append("updatedAt", Date.from(TIME)));
    fleet.prepare();
    dashboard.count();
    assertThat(caller().get("/ui").asString())
        .contains("registry.example:5000/team/app:1.0", "<strong>1</strong>")
        .containsPattern("data-value=\"1\">1<");
    assertThat(caller().get("/ui/images?order=worst&severity=HIGH").asString())
        .contains("team/app");
    assertThat(caller().get("/ui/images?order=worst&severity=HIGH&text=other").asString())
        .doesNotContain("team/app</bdi>");
  }

  @Test
  void theReportTellsWhatToFixFirst() {
    assertThat(caller().get("/ui/images/" + image).asString())
        .contains("Upgrade openssl 1.0-r0 to 1.0-r1", "ends 1 finding, 1 of them critical or high");
  }

  @Test
  void anEntryIsMadeByTheForm() {
    Response made =
        caller()
            .redirects()
            .follow(false)
            .formParam("vulnerability", "CVE-2021-0001")
            .formParam("reason", "not reachable")
            .post("/ui/suppressions");
    assertThat(made.statusCode()).isEqualTo(303);
    assertThat(caller().get("/ui/suppressions").asString())
        .contains("CVE-2021-0001", "not reachable", "Remove");
    assertThat(
            caller()
                .formParam("vulnerability", "CVE-2021-0001")
                .post("/ui/suppressions")
                .statusCode())
        .isEqualTo(400);
  }

  @Test
  void noSecretIsAmongTheSettings() {
    assertThat(caller().get("/ui/settings").asString())
        .contains("mdis.access.token-sha256", "mdis.report.dimensions")
        .doesNotContain(io.mdis.report.Sha256.hex(Stores.TOKEN));
  }

  @Test
  void theReportIsHadInEveryFormatThatThePageOffers() {
    Matcher formats =
        Pattern.compile("href=\"(/images/[^\"]*/export[^\"]*)\"")
            .matcher(caller().get("/ui/images/" + image).asString());
    int found = 0;
    while (formats.find()) {
      found++;
      assertThat(caller().get(formats.group(1)).statusCode()).as(formats.group(1)).isEqualTo(200);
    }
    assertThat(found).isEqualTo(7);
  }

  @Test
  void twoImagesAreCompared() {
    Digest later = seed.image(2, "team/later", TIME);
    seed.result(later, "SUCCEEDED", Map.of(), "r", true);
    assertThat(caller().get("/ui/compare?from=" + image + "&to=" + later).asString())
        .contains("team/later:1.0", "CVE-2021-0001", "not compared");
    assertThat(caller().get("/ui/compare?from=nonsense&to=" + later).statusCode()).isEqualTo(400);
  }

  @Test
  void thePolicyTellsWhy() {
    assertThat(caller().get("/ui/policy?image=" + image).asString())
        .contains("verdict-", "malware has no result");
    assertThat(caller().get("/ui/policy?image=sha256:x").statusCode()).isEqualTo(400);
  }

  private static Response choose(String field, String value, String back) {
    return caller()
        .redirects()
        .follow(false)
        .formParam(field, value)
        .formParam("back", back)
        .post("/ui/preferences");
  }

  private static RequestSpecification caller() {
    return given().header("Authorization", "Bearer " + Stores.TOKEN);
  }
}
