package io.mdis.report;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Stores.class)
class HealthTest {

  @Test
  void isReadyWhenDatabaseAndBrokerAnswer() {
    JsonPath ready = given().get("/q/health/ready").then().statusCode(200).extract().jsonPath();
    assertThat(ready.getString("status")).isEqualTo("UP");
    assertThat(ready.getList("checks.name", String.class))
        .anyMatch(name -> name.contains("Kafka"))
        .anyMatch(name -> name.contains("MongoDB"));
  }

  @Test
  void isAliveWithoutAskingAnybody() {
    assertThat(given().get("/q/health/live").statusCode()).isEqualTo(200);
  }

  @Test
  void keepsTheRestToThoseWithTheToken() {
    for (String path : new String[] {"/images", "/ui/images", "/", "/q/metrics", "/q/openapi"}) {
      assertThat(given().redirects().follow(false).get(path).statusCode()).as(path).isEqualTo(401);
    }
    assertThat(
            given()
                .header("Authorization", "Bearer " + Stores.TOKEN)
                .get("/q/metrics")
                .statusCode())
        .isEqualTo(200);
  }
}
