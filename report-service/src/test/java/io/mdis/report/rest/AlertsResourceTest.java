package io.mdis.report.rest;

import static io.mdis.report.alert.AlertMessages.TIME;
import static io.mdis.report.alert.AlertMessages.found;
import static io.mdis.report.alert.AlertMessages.gone;
import static io.mdis.report.alert.AlertMessages.tampered;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import io.mdis.contracts.Digest;
import io.mdis.contracts.Severity;
import io.mdis.report.Seed;
import io.mdis.report.Stores;
import io.mdis.report.alert.Alerts;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(Stores.class)
class AlertsResourceTest {
  private static final Digest IMAGE = Seed.digest(1);

  @Inject MongoClient client;
  @Inject Alerts alerts;

  @BeforeEach
  void empty() {
    new Seed(client.getDatabase("mdis")).clear();
  }

  @Test
  void listsPageByPageNewestFirstAlsoWhereTimesAreEqual() {
    for (int i = 0; i < 7; i++) {
      alerts.take(found(IMAGE, "CVE-2026-" + i, Severity.HIGH, TIME.plusSeconds(i / 3)));
    }
    List<String> seen = new ArrayList<>();
    String cursor = "";
    int pages = 0;
    do {
      JsonPath page = json("/alerts?limit=2&cursor=" + cursor);
      seen.addAll(page.getList("alerts.finding", String.class));
      cursor = page.getString("next");
      pages++;
    } while (cursor != null && pages < 10);
    assertThat(pages).isEqualTo(4);
    assertThat(seen).hasSize(7).doesNotHaveDuplicates().startsWith("CVE-2026-6");
  }

  @Test
  void narrowsByStateKindSeverityAndImage() {
    alerts.take(found(IMAGE, "CVE-2026-1", Severity.HIGH, TIME));
    alerts.take(found(Seed.digest(2), "CVE-2026-2", Severity.LOW, TIME));
    alerts.take(tampered(IMAGE, "host-a", TIME));
    alerts.take(gone(IMAGE, "CVE-2026-1", TIME));
    assertThat(findings("")).hasSize(4);
    assertThat(findings("?state=open")).hasSize(2);
    assertThat(findings("?state=open,acknowledged&image=" + IMAGE))
        .containsExactly("usr/bin/<app>@host-a");
    assertThat(findings("?kind=vulnerability.new")).hasSize(2);
    assertThat(findings("?severity=low,medium")).hasSize(2);
  }

  @ParameterizedTest
  @CsvSource({
    "state=gone,state",
    "severity=bad,severity",
    "image=x,image",
    "cursor=x,cursor",
    "limit=0,limit",
    "limit=201,limit"
  })
  void namesTheParameterAtFault(String query, String field) {
    Response answer = caller().get("/alerts?" + query);
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.jsonPath().getString("error.field")).isEqualTo(field);
  }

  @Test
  void isAcknowledgedOnceByWhoCallsAndWrittenDown() {
    String id = alerts.take(tampered(IMAGE, "host-a", TIME)).id();
    assertThat(acknowledge(id, "{}").statusCode()).isEqualTo(400);
    assertThat(acknowledge("0".repeat(64), "{\"comment\":\"x\"}").statusCode()).isEqualTo(404);
    JsonPath answered = acknowledge(id, "{\"comment\":\"host rebuilt\"}").jsonPath();
    assertThat(answered.getString("state")).isEqualTo("acknowledged");
    assertThat(answered.getString("acknowledged.by")).isEqualTo("admin");
    assertThat(answered.getString("evidence.path")).isEqualTo("usr/bin/<app>");
    Response again = acknowledge(id, "{\"comment\":\"again\"}");
    assertThat(again.statusCode()).isEqualTo(409);
    assertThat(again.jsonPath().getString("error.code")).isEqualTo("alert.not-open");
    assertThat(json("/alert-log?alert=" + id).getList("changes.comment", String.class))
        .containsExactly("host rebuilt");
  }

  @Test
  void nothingIsTakenFromWhoIsNotSignedInOrFromAnotherSite() {
    String id = alerts.take(tampered(IMAGE, "host-a", TIME)).id();
    String path = "/alerts/" + id + "/acknowledgement";
    String body = "{\"comment\":\"x\"}";
    assertThat(given().contentType(ContentType.JSON).body(body).post(path).statusCode())
        .isEqualTo(401);
    Response foreign =
        caller()
            .contentType(ContentType.JSON)
            .header("Sec-Fetch-Site", "cross-site")
            .body(body)
            .post(path);
    assertThat(foreign.statusCode()).isEqualTo(403);
    assertThat(foreign.jsonPath().getString("error.code")).isEqualTo("request.cross-origin");
    assertThat(alerts.open(10)).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "-, -, mdis.example, true",
        "same-origin, https://evil.example, mdis.example, true",
        "none, -, mdis.example, true",
        "same-site, -, mdis.example, false",
        "cross-site, https://mdis.example, mdis.example, false",
        "-, https://mdis.example, mdis.example, true",
        "-, https://mdis.example:8443, mdis.example:8443, true",
        "-, https://evil.example, mdis.example, false",
        "-, null, mdis.example, false",
        "-, :, mdis.example, false",
      })
  void aChangeMustComeFromThisSiteOrFromAProgram(
      String site, String origin, String host, boolean ours) {
    assertThat(CrossOriginRefusal.ours(site, origin, host)).isEqualTo(ours);
  }

  private static Response acknowledge(String id, String body) {
    return caller()
        .contentType(ContentType.JSON)
        .body(body)
        .post("/alerts/" + id + "/acknowledgement");
  }

  private static List<String> findings(String query) {
    return json("/alerts" + query).getList("alerts.finding", String.class);
  }

  private static JsonPath json(String path) {
    Response answer = caller().get(path);
    assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
    return answer.jsonPath();
  }

  private static RequestSpecification caller() {
    return given().header("Authorization", "Bearer " + Stores.TOKEN);
  }
}
