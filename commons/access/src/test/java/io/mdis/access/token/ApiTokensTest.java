package io.mdis.access.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import io.mdis.access.Role;
import io.mdis.contracts.Collections;
import io.mdis.embedded.database.EmbeddedDatabase;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApiTokensTest {
  private static final Duration DAY = Duration.ofDays(1);

  @TempDir Path folder;
  private EmbeddedDatabase embedded;
  private MongoClient client;
  private MongoDatabase database;
  private Instant now = Instant.parse("2026-11-01T09:00:00Z");
  private ApiTokens tokens;

  @BeforeEach
  void start() throws IOException {
    embedded = EmbeddedDatabase.start(folder, 0);
    client = MongoClients.create(embedded.uri());
    database = client.getDatabase("mdis");
    tokens = new ApiTokens(new MongoTokenStore(database), () -> now);
  }

  @AfterEach
  void stop() {
    client.close();
    embedded.close();
  }

  @Test
  void admitsTheOneThatWasIssued() {
    ApiTokens.Issued issued = tokens.issue("ci", Role.VIEWER, DAY, "admin");
    assertThat(tokens.admit(issued.text())).contains(issued.token());
    assertThat(tokens.admit(issued.text() + "x")).isEmpty();
    assertThat(tokens.admit("")).isEmpty();
    assertThat(tokens.all()).containsExactly(issued.token());
  }

  @Test
  void keepsOnlyTheHash() {
    ApiTokens.Issued issued = tokens.issue("ci", Role.VIEWER, DAY, "admin");
    List<String> stored = new ArrayList<>();
    for (String name : List.of(Collections.ACCESS_TOKENS, Collections.ACCESS_LOG)) {
      database.getCollection(name).find().map(Document::toJson).into(stored);
    }
    assertThat(stored).hasSize(2).noneMatch(json -> json.contains(issued.text()));
    assertThat(issued.toString()).doesNotContain(issued.text());
  }

  @Test
  void isOverWithItsTime() {
    ApiTokens.Issued issued = tokens.issue("ci", Role.VIEWER, DAY, "admin");
    now = now.plus(DAY).minusMillis(1);
    assertThat(tokens.admit(issued.text())).isPresent();
    now = now.plusMillis(1);
    assertThat(tokens.admit(issued.text())).isEmpty();
  }

  @Test
  void isOverWhenItIsRevokedAlsoForOthersThatRememberIt() {
    ApiTokens elsewhere = new ApiTokens(new MongoTokenStore(database), () -> now);
    ApiTokens.Issued issued = tokens.issue("ci", Role.VIEWER, DAY, "admin");
    assertThat(tokens.admit(issued.text())).isPresent();
    assertThat(elsewhere.admit(issued.text())).isPresent();
    assertThat(tokens.revoke(issued.token().id(), "admin")).isTrue();
    assertThat(tokens.revoke(issued.token().id(), "admin")).isFalse();
    assertThat(tokens.revoke("unknown", "admin")).isFalse();
    assertThat(tokens.admit(issued.text())).isEmpty();
    now = now.plus(ApiTokens.REMEMBERED);
    assertThat(elsewhere.admit(issued.text())).isEmpty();
  }

  @Test
  void whoDidWhatIsWrittenDown() {
    ApiTokens.Issued issued = tokens.issue("ci", Role.OPERATOR, DAY, "ada");
    tokens.revoke(issued.token().id(), "bob");
    List<String> log = new ArrayList<>();
    database
        .getCollection(Collections.ACCESS_LOG)
        .find()
        .map(e -> e.getString("by") + " " + e.getString("action") + " " + e.getString("name"))
        .into(log);
    assertThat(log).containsExactlyInAnyOrder("ada issued ci", "bob revoked ci");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "admin", " x", "a\nb", "<script>"})
  void refusesNamesThatMislead(String name) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> tokens.issue(name, Role.VIEWER, DAY, "admin"))
        .withMessageContaining("name");
  }

  @Test
  void aNameIsFreeAgainWhenItsTokenIsOver() {
    tokens.issue("ci", Role.VIEWER, DAY, "admin");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> tokens.issue("ci", Role.VIEWER, DAY, "admin"));
    now = now.plus(DAY);
    assertThat(tokens.issue("ci", Role.VIEWER, DAY, "admin")).isNotNull();
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 367})
  void refusesOtherTimes(int days) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> tokens.issue("ci", Role.VIEWER, Duration.ofDays(days), "admin"));
  }
}
