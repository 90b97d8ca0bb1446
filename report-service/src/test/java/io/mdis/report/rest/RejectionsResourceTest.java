package io.mdis.report.rest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import io.mdis.report.Seed;
import io.mdis.report.Stores;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Stores.class)
class RejectionsResourceTest {
  private static final Instant TIME = Instant.parse("2026-11-01T09:00:00Z");

  @Inject MongoClient client;
  private Seed seed;

  @BeforeEach
  void empty() {
    seed = new Seed(client.getDatabase("mdis"));
    seed.clear();
  }

  private static String asked(String path, int status) {
    return given()
        .header("Authorization", "Bearer " + Stores.TOKEN)
        .get(path)
        .then()
        .statusCode(status)
        .extract()
        .asString();
  }

  @Test
  void tellsWhatCouldNotBeReadNewestFirst() {
    seed.rejection("old", TIME);
    seed.rejection("new", TIME.plusSeconds(1));
    JsonPath first = new JsonPath(asked("/rejections?size=1", 200));
    assertThat(first.getString("rejections[0].reference"))
        .isEqualTo("registry.example:5000/team/new:1");
    assertThat(first.getString("rejections[0].code")).isEqualTo("registry.not-found");
    assertThat(first.getInt("total")).isEqualTo(2);
    JsonPath second = new JsonPath(asked("/rejections?size=1&page=1", 200));
    assertThat(second.getString("rejections[0].event")).isEqualTo("old");
  }

  @Test
  void namesAParameterThatCannotBeUsed() {
    assertThat(asked("/rejections?size=501", 400)).contains("size must be 1 to 500");
  }

  @Test
  void isForThoseWithATokenOnly() {
    given().get("/rejections").then().statusCode(401);
  }

  @Test
  void thePagesSayThatSomethingWasNotScanned() {
    assertThat(asked("/ui/images", 200)).doesNotContain("/ui/rejections");
    seed.rejection("torn", TIME);
    assertThat(asked("/ui/images", 200))
        .contains("<a href=\"/ui/rejections\">1 event led to no image");
    assertThat(asked("/ui/rejections", 200))
        .contains("team/torn:1", "no &lt;such&gt; image", "harbor");
  }
}
