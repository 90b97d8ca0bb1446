package io.mdis.report.rest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import io.mdis.report.Stores;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(Stores.class)
class TokensResourceTest {

  @ParameterizedTest
  @CsvSource({
    "viewer, GET, /images, 200",
    "viewer, POST, /suppressions, 403",
    "viewer, POST, /notifications/dead-letters/x/replay, 403",
    "viewer, GET, /tokens, 403",
    "analyst, GET, /images, 200",
    "analyst, POST, /suppressions, 400",
    "analyst, POST, /notifications/dead-letters/x/replay, 403",
    "analyst, POST, /tokens, 403",
    "operator, GET, /images, 200",
    "operator, POST, /suppressions, 403",
    "operator, POST, /notifications/dead-letters/x/replay, 404",
    "operator, DELETE, /tokens/x, 403",
    "harbor, GET, /images, 403",
    "harbor, POST, /suppressions, 403",
    "admin, GET, /tokens, 200",
    "admin, POST, /suppressions, 400",
    "admin, DELETE, /tokens/x, 404",
  })
  void aTokenMayWhatItsRoleMay(String role, String method, String path, int status) {
    String token = issue(role).then().statusCode(201).extract().path("token");
    with(token).contentType(ContentType.JSON).request(method, path).then().statusCode(status);
  }

  @Test
  void aTokenIsShownOnceAndGoodAsAPasswordToo() {
    Response issued = issue("viewer");
    String token = issued.path("token");
    assertThat(token).startsWith("mdis_");
    issued.then().header("Cache-Control", containsString("no-store"));
    given().auth().preemptive().basic("anyone", token).get("/images").then().statusCode(200);
    with(Stores.TOKEN).get("/tokens").then().statusCode(200).body(not(containsString(token)));
  }

  @Test
  void aRevokedTokenIsRefused() {
    Response issued = issue("viewer");
    with(Stores.TOKEN).delete("/tokens/" + issued.path("id")).then().statusCode(204);
    with(Stores.TOKEN).delete("/tokens/" + issued.path("id")).then().statusCode(404);
    with(issued.path("token"))
        .get("/images")
        .then()
        .statusCode(401)
        .body("error.message", containsString("API token"));
  }

  @ParameterizedTest
  @CsvSource({"root, 1, role", "viewer, 0, days", "viewer, 367, days"})
  void refusesWhatCannotBeIssuedByTheField(String role, int days, String field) {
    issue(UUID.randomUUID().toString(), role, days)
        .then()
        .statusCode(400)
        .body("error.field", equalTo(field));
  }

  private static Response issue(String role) {
    return issue(UUID.randomUUID().toString(), role, 1);
  }

  private static Response issue(String name, String role, int days) {
    return with(Stores.TOKEN)
        .contentType(ContentType.JSON)
        .body("{\"name\":\"%s\",\"role\":\"%s\",\"days\":%d}".formatted(name, role, days))
        .post("/tokens");
  }

  private static RequestSpecification with(String token) {
    return given().header("Authorization", "Bearer " + token);
  }
}
