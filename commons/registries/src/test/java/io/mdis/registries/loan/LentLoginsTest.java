package io.mdis.registries.loan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Updates;
import io.mdis.contracts.Collections;
import io.mdis.contracts.Digest;
import io.mdis.embedded.database.EmbeddedDatabase;
import io.mdis.image.ImageException;
import io.mdis.image.registry.Credentials;
import io.mdis.image.registry.LentLogin;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LentLoginsTest {
  private static final Instant NOW = Instant.parse("2026-11-01T09:00:00Z");
  private static final Loan LOAN =
      new Loan(
          "event-1",
          "harbor.example",
          "shop/api",
          Digest.sha256("a".repeat(64)),
          NOW.plusSeconds(60));
  private static final String LOGIN =
      "Basic "
          + Base64.getEncoder().encodeToString("robot:hunter2".getBytes(StandardCharsets.UTF_8));

  @TempDir Path folder;
  private EmbeddedDatabase embedded;
  private MongoClient client;
  private MongoDatabase database;
  private Instant now = NOW;
  private LentLogins logins;

  @BeforeEach
  void start() throws IOException {
    embedded = EmbeddedDatabase.start(folder.resolve("db"), 0);
    client = MongoClients.create(embedded.uri());
    database = client.getDatabase("mdis");
    new MongoLoans(database).createIndexes();
    logins = logins(Optional.of(new LoanSeal(key("k"))));
  }

  @AfterEach
  void stop() {
    client.close();
    embedded.close();
  }

  @Test
  void lendsToWhoeverReadsThatImage() throws IOException {
    logins.lend(LOAN, LOGIN);
    assertThat(logins.find("event-1", "harbor.example", "shop/api"))
        .contains(new LentLogin.Password(new Credentials("robot", "hunter2")));
  }

  @Test
  void keepsNothingThatCanBeRead() {
    logins.lend(LOAN, LOGIN);
    String stored = stored().find().first().toJson();
    assertThat(stored)
        .contains("shop/api")
        .doesNotContain("hunter2")
        .doesNotContain(LOGIN.substring(6));
  }

  @Test
  void lendsNothingForAnythingElse() throws IOException {
    logins.lend(LOAN, LOGIN);
    assertThat(logins.find("event-2", "harbor.example", "shop/api")).isEmpty();
    assertThat(logins.find("event-1", "evil.example", "shop/api")).isEmpty();
    assertThat(logins.find("event-1", "harbor.example", "shop/other")).isEmpty();
    assertThat(logins.find(null, "harbor.example", "shop/api")).isEmpty();
  }

  @Test
  void whoeverChangesTheDatabaseDoesNotGetTheLoginSentElsewhere() {
    logins.lend(LOAN, LOGIN);
    stored().updateMany(new Document(), Updates.set("registry", "evil.example"));
    assertThatThrownBy(() -> logins.find("event-1", "evil.example", "shop/api"))
        .isInstanceOf(ImageException.class)
        .hasMessageContaining("does not open");
  }

  @Test
  void aServiceWithAnotherKeySaysSo() throws IOException {
    logins.lend(LOAN, LOGIN);
    for (Optional<LoanSeal> other :
        List.<Optional<LoanSeal>>of(Optional.empty(), Optional.of(new LoanSeal(key("other"))))) {
      assertThatThrownBy(() -> logins(other).find("event-1", "harbor.example", "shop/api"))
          .isInstanceOf(ImageException.class)
          .hasMessageContaining("mdis.registry.loan-key-file");
    }
  }

  @Test
  void isOverWithItsTime() throws IOException {
    logins.lend(LOAN, LOGIN);
    now = NOW.plusSeconds(60);
    assertThat(logins.find("event-1", "harbor.example", "shop/api")).isEmpty();
    assertThat(logins.endOver()).isEqualTo(1);
    assertThat(stored().countDocuments()).isZero();
  }

  @Test
  void isOverWhenItIsEnded() throws IOException {
    logins.lend(LOAN, LOGIN);
    assertThat(logins.endOver()).isZero();
    logins.end("event-1");
    assertThat(logins.find("event-1", "harbor.example", "shop/api")).isEmpty();
  }

  private LentLogins logins(Optional<LoanSeal> seal) {
    return new LentLogins(new MongoLoans(database), seal, () -> now);
  }

  private LoanKeys key(String name) throws IOException {
    byte[] bytes = Arrays.copyOf(name.getBytes(StandardCharsets.UTF_8), 32);
    return LoanKeys.read(
        Files.writeString(folder.resolve(name), Base64.getEncoder().encodeToString(bytes)));
  }

  private MongoCollection<Document> stored() {
    return database.getCollection(Collections.REGISTRY_LOANS);
  }
}
