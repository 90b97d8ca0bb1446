package io.mdis.report.ui;

import static io.mdis.report.alert.AlertMessages.TIME;
import static io.mdis.report.alert.AlertMessages.found;
import static io.mdis.report.alert.AlertMessages.tampered;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import io.mdis.contracts.Digest;
import io.mdis.contracts.Severity;
import io.mdis.report.Seed;
import io.mdis.report.Stores;
import io.mdis.report.alert.AlertState;
import io.mdis.report.alert.Alerts;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Stores.class)
class AlertPagesTest {
  @Inject MongoClient client;
  @Inject Alerts alerts;
  private Digest image;

  @BeforeEach
  void empty() {
    Seed seed = new Seed(client.getDatabase("mdis"));
    seed.clear();
    image = seed.image(1, "team/app", TIME);
  }

  @Test
  void showsOpenAlertsWithEvidenceAndTheirNumberOnEveryPage() {
    alerts.take(found(image, "CVE-2026-1", Severity.CRITICAL, TIME));
    String over = alerts.take(found(image, "CVE-2026-2", Severity.CRITICAL, TIME)).id();
    alerts.acknowledge(over, "ann", "known");
    alerts.take(tampered(image, "host-<a>", TIME));
    String html = page("/ui/alerts");
    assertThat(html)
        .contains("CVE-2026-1", "host-&lt;a&gt;", "sha384:aa", "Acknowledge</button>")
        .doesNotContain("CVE-2026-2", "host-<a>", "<script>", "style=\"");
    assertThat(page("/ui/alerts?state=all")).contains("CVE-2026-2", "ann: known");
    for (String path : new String[] {"/ui/images", "/ui/suppressions"}) {
      assertThat(page(path)).contains("alert-open\">2<");
    }
  }

  @Test
  void theReportOfAnImageBeginsWithTamperedOnes() {
    alerts.take(found(image, "CVE-2026-1", Severity.CRITICAL, TIME));
    alerts.take(tampered(image, "host-a", TIME));
    String html = page("/ui/images/" + image);
    assertThat(html.indexOf("host-a")).isPositive().isLessThan(html.indexOf("CVE-2026-1"));
  }

  @Test
  void theFormAcknowledgesAndLeadsBackToWhereItWas() {
    String id = alerts.take(tampered(image, "host-a", TIME)).id();
    Response foreign = acknowledge(id, "/ui/alerts", "Origin", "https://evil.example");
    assertThat(foreign.statusCode()).isEqualTo(403);
    Response done = acknowledge(id, "/ui/alerts?state=open", "Sec-Fetch-Site", "same-origin");
    assertThat(done.statusCode()).isEqualTo(303);
    assertThat(done.header("Location")).endsWith("/ui/alerts?state=open");
    assertThat(alerts.find(id).state()).isEqualTo(AlertState.ACKNOWLEDGED);
    assertThat(acknowledge(id, "/ui/alerts", "Accept", "text/html").statusCode()).isEqualTo(409);
  }

  @Test
  void theFormLeadsNowhereElse() {
    for (String back : new String[] {"//evil.example", "/ui/alerts/../x", "https://evil.example"}) {
      String id = alerts.take(tampered(image, back, TIME)).id();
      assertThat(acknowledge(id, back, "Accept", "text/html").header("Location"))
          .endsWith("/ui/alerts");
    }
  }

  private static Response acknowledge(String id, String back, String header, String value) {
    return caller()
        .redirects()
        .follow(false)
        .header(header, value)
        .formParam("comment", "host rebuilt")
        .formParam("back", back)
        .post("/ui/alerts/" + id + "/acknowledgement");
  }

  private static String page(String path) {
    Response answer = caller().get(path);
    assertThat(answer.statusCode()).isEqualTo(200);
    return answer.asString();
  }

  private static RequestSpecification caller() {
    return given().header("Authorization", "Bearer " + Stores.TOKEN);
  }
}
