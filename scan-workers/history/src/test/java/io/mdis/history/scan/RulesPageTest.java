package io.mdis.history.scan;

import static org.assertj.core.api.Assertions.assertThat;

import io.mdis.history.dockerfile.GoldenFile;
import io.mdis.history.lint.DockerfileRule;
import io.mdis.history.lint.DockerfileRules;
import io.mdis.history.rule.RuleInfo;
import io.mdis.history.threat.HistoryThreats;
import io.mdis.rules.Rule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** docs/reference/history-rules.md says what the rule files say. */
class RulesPageTest {
  private static final Path PAGE = Path.of("../../docs/reference/history-rules.md");
  private static final Path HADOLINT =
      Path.of(System.getProperty("mdis.shared.data", "../../../shared/data"), "hadolint-rules.tsv");

  private final HistoryThreats threats = new HistoryThreats(List.of(), TestScan.CLOCK);
  private final DockerfileRules rules = DockerfileRules.load();

  @Test
  void thePageIsThatOfTheRules() throws IOException {
    StringBuilder page = new StringBuilder(Files.readString(introduction()));
    page.append("\n## Own rules\n\n");
    page.append("| id | severity | | CIS | ATT&CK |\n|---|---|---|---|---|\n");
    for (Rule rule : threats.patterns().rules().rules()) {
      row(page, threats.patterns().info(rule));
    }
    threats.book().all().forEach(rule -> row(page, rule));
    page.append("\n## Hadolint's rules\n\n");
    page.append("| id | severity | | who tells it |\n|---|---|---|---|\n");
    for (DockerfileRule rule : rules.all()) {
      boolean told = rule.coverage() != DockerfileRule.Coverage.UNSEEN;
      boolean own = told && rule.coverage() != DockerfileRule.Coverage.OTHER_RULE;
      page.append("| ").append(rule.info().id());
      page.append(" | ").append(own ? rule.info().severity() : "");
      page.append(" | ").append(cell(rule.info().title()));
      page.append(" | ").append(cell(who(rule))).append(" |\n");
    }
    GoldenFile.check(PAGE, page.toString());
  }

  @Test
  void everyRuleOfHadolintIsCovered() throws IOException {
    Assumptions.assumeTrue(Files.exists(HADOLINT), "needs the shared data: " + HADOLINT);
    List<String> known =
        Files.readAllLines(HADOLINT).stream().skip(1).map(line -> line.split("\t")[0]).toList();
    assertThat(rules.all()).extracting(rule -> rule.info().id()).containsExactlyElementsOf(known);
    List<String> levels =
        Files.readAllLines(HADOLINT).stream().skip(1).map(line -> line.split("\t")[1]).toList();
    assertThat(rules.all()).extracting(DockerfileRule::level).containsExactlyElementsOf(levels);
  }

  @Test
  void whatIsNotToldHasAReasonOrARule() {
    for (DockerfileRule rule : rules.all()) {
      switch (rule.coverage()) {
        case OTHER_RULE ->
            assertThat(threats.book().get(rule.by()).id()).isEqualTo("MDIS-" + rule.by());
        case UNSEEN -> assertThat(rule.by()).endsWith(".");
        case COMMAND, CODE -> assertThat(rule.info().reason() + rule.info().remedy()).contains(".");
      }
    }
  }

  /** What stands before the tables is written by hand. */
  private static Path introduction() {
    return Path.of("src/test/resources/history-rules-introduction.md");
  }

  private static String who(DockerfileRule rule) {
    return switch (rule.coverage()) {
      case COMMAND, CODE -> rule.always() ? "own rule" : "hadolint, else own rule";
      case OTHER_RULE -> "`MDIS-" + rule.by() + "`";
      case UNSEEN -> "nobody: " + rule.by();
    };
  }

  private static void row(StringBuilder page, RuleInfo rule) {
    List<String> cells = new ArrayList<>();
    cells.add("`" + rule.id() + "`");
    cells.add(rule.severity().toString());
    cells.add(cell(rule.title()));
    cells.add(rule.cis());
    cells.add(String.join(", ", rule.technique()));
    page.append(cells.stream().collect(Collectors.joining(" | ", "| ", " |\n")));
  }

  private static String cell(String text) {
    return text.replace("|", "\\|");
  }
}
