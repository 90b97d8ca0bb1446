package io.mdis.report.whitelist;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import io.mdis.embedded.database.EmbeddedDatabase;
import io.mdis.report.query.PageQuery;
import io.mdis.report.store.MongoSuppressions;
import io.mdis.suppression.Origin;
import io.mdis.suppression.SuppressionRules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SuppressionFilesTest {
  private static final Instant NOW = Instant.parse("2026-11-25T10:00:00Z");
  private static final String ONE = "- {vulnerability: CVE-1, reason: a}\n";
  private static final String TWO = "- {vulnerability: CVE-2, reason: b, expires: 2026-01-01}\n";

  @TempDir Path work;
  private final List<String> said = new ArrayList<>();
  private EmbeddedDatabase database;
  private MongoClient client;
  private MongoSuppressions store;
  private Whitelist whitelist;
  private Path file;

  @BeforeEach
  void start() throws IOException {
    database = EmbeddedDatabase.start(work.resolve("database"), 0);
    client = MongoClients.create(database.uri());
    store = new MongoSuppressions(client.getDatabase("mdis"));
    store.prepare();
    whitelist =
        new Whitelist(
            store, SuppressionRules.DEFAULT, Duration.ofDays(14), Clock.fixed(NOW, ZoneOffset.UTC));
    file = work.resolve("mdis-whitelist.yaml");
  }

  @AfterEach
  void stop() {
    client.close();
    database.close();
  }

  private SuppressionFiles following(Path... files) {
    return new SuppressionFiles(whitelist, List.of(files));
  }

  private List<String> entries() {
    return store.ofSource(Origin.FILE, file.toString()).stream()
        .map(stored -> stored.entry().scope().vulnerability())
        .sorted()
        .toList();
  }

  @Test
  void followsAFileFromTheStartAndWhenItChanges() throws IOException {
    SuppressionFiles files = following(file);
    Files.writeString(file, ONE + TWO);
    files.follow(said::add);
    assertThat(entries()).containsExactly("CVE-1", "CVE-2");
    assertThat(said).containsExactly(file + ": 2 suppressions made, 0 changed, 0 removed");
    files.follow(said::add);
    following(file).follow(said::add);
    assertThat(said).as("nothing changes").hasSize(1);

    Files.writeString(file, ONE.replace("a}", "c}"));
    files.follow(said::add);
    assertThat(entries()).containsExactly("CVE-1");
    assertThat(said.getLast()).endsWith("0 suppressions made, 1 changed, 1 removed");
    StoredSuppression stored = store.ofSource(Origin.FILE, file.toString()).getFirst();
    assertThat(stored.revision()).isEqualTo(2);
    assertThat(stored.entry().createdAt()).isEqualTo(NOW);
    assertThat(store.log(Optional.of(stored.entry().id()), new PageQuery(0, 10)).changes())
        .extracting(SuppressionChange::by)
        .containsOnly("file " + file);
  }

  @Test
  void aMistakeChangesNothingAndIsToldOnce() throws IOException {
    SuppressionFiles files = following(file);
    Files.writeString(file, ONE);
    files.follow(said::add);
    said.clear();
    Files.writeString(file, TWO + "- {vulnerability: CVE-3, reson: c}\n");
    files.follow(said::add);
    files.follow(said::add);
    assertThat(entries()).containsExactly("CVE-1");
    assertThat(said).hasSize(1);
    assertThat(files.problems().get(file.toString()))
        .contains("mdis-whitelist.yaml:2: there is no key \"reson\"");
    Files.writeString(file, TWO);
    files.follow(said::add);
    assertThat(files.problems()).isEmpty();
    assertThat(entries()).containsExactly("CVE-2");
  }

  @Test
  void aMissingFileKeepsItsEntriesUntilItIsNoLongerSet() throws IOException {
    Files.writeString(file, ONE);
    following(file).follow(said::add);
    Files.delete(file);
    SuppressionFiles files = following(file);
    files.follow(said::add);
    assertThat(entries()).containsExactly("CVE-1");
    assertThat(files.problems().get(file.toString())).contains("no such file");
    following().follow(said::add);
    assertThat(entries()).isEmpty();
  }

  @Test
  void takesVexToo() throws IOException {
    Path vex =
        Files.writeString(
            work.resolve("vendor.json"),
            """
            {"@context":"https://openvex.dev/ns/v0.2.0","@id":"doc","statements":[
             {"vulnerability":"CVE-1","products":["pkg:npm/a"],"status":"not_affected"},
             {"vulnerability":"CVE-2","products":["nothing"],"status":"not_affected"}]}
            """);
    following(vex).follow(said::add);
    assertThat(store.ofSource(Origin.VEX, "doc")).hasSize(1);
    assertThat(said.getLast()).contains("1 statements can't be used", "CVE-2");
  }

  @Test
  void anIdFromElsewhereIsNotTaken() throws IOException {
    Files.writeString(file, "- {id: mine, vulnerability: CVE-1, reason: a}\n");
    following(file).follow(said::add);
    Path other = work.resolve("other.yml");
    Files.writeString(other, "- {id: mine, vulnerability: CVE-9, reason: a}\n");
    SuppressionFiles files = following(file, other);
    files.follow(said::add);
    assertThat(files.problems().get(other.toString())).contains("the id mine is that of an entry");
    assertThat(entries()).containsExactly("CVE-1");
  }

  @Test
  void manyEntriesAreMadeAtOnce() throws IOException {
    StringBuilder many = new StringBuilder();
    for (int i = 0; i < 2_500; i++) {
      many.append("- {vulnerability: CVE-").append(i).append(", reason: a}\n");
    }
    Files.writeString(file, many);
    following(file).follow(said::add);
    assertThat(entries()).hasSize(2_500);
    assertThat(store.log(Optional.empty(), new PageQuery(0, 1)).total()).isEqualTo(2_500);
  }
}
