package io.mdis.secret.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.mdis.rules.Check;
import io.mdis.rules.Rule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** docs/reference/secret-rules.md says what the rule files say. */
class RulesPageTest {
  private static final Path PAGE = Path.of("../../docs/reference/secret-rules.md");
  private static final Path INTRODUCTION =
      Path.of("src/test/resources/secret-rules-introduction.md");

  @Test
  void thePageIsThatOfTheRules() throws IOException {
    StringBuilder page = new StringBuilder(Files.readString(INTRODUCTION));
    page.append("\n## Rules\n\n");
    page.append("| id | severity | | proven by | ATT&CK |\n|---|---|---|---|---|\n");
    for (SecretRule rule : SecretRules.load().all()) {
      Rule data = rule.rule();
      row(
          page,
          data.id(),
          data.severity().toString(),
          data.title(),
          proof(rule),
          String.join(", ", data.technique()));
    }
    page.append("\n## Checks\n\n");
    page.append(
        "What code finds: in files of accounts and services, key stores, certificates.\n\n");
    page.append("| id | severity | | what to do | ATT&CK |\n|---|---|---|---|---|\n");
    for (Check check : SecretChecks.get().all()) {
      row(
          page,
          check.id(),
          check.severity().toString(),
          check.title(),
          check.remedy(),
          String.join(", ", check.technique()));
    }
    if ("write".equals(System.getProperty("mdis.golden"))) {
      Files.writeString(PAGE, page);
    }
    assertThat(Files.readString(PAGE))
        .as(PAGE + ": -Dmdis.golden=write writes it anew")
        .isEqualTo(page.toString());
  }

  private static String proof(SecretRule rule) {
    String proof =
        switch (rule.check()) {
          case GITHUB_CRC32 -> "checksum: CRC-32 at its end";
          case PYPI_MACAROON -> "structure: a macaroon of PyPI";
          case JWT -> "structure: header and payload in JSON";
          case BASIC_AUTH -> "structure: name and password in base64";
          case PEM -> "structure: a body in base64";
          case NONE ->
              switch (rule.judge()) {
                case SHAPE -> rule.assignment() ? "name and form" : "form";
                case PASSWORD -> "a password";
                case TOKEN -> "random";
                case URL -> "a password in an address";
                case WEAK_TOO -> "any value";
                case BASE64 -> "a password in base64";
                case KNOWN -> "the very value";
              };
        };
    String bits =
        rule.entropy() > 0 ? String.format(Locale.ROOT, ", %.1f bits", rule.entropy()) : "";
    String place = rule.paths().isEmpty() ? "" : ", in its files";
    return proof + bits + place + (rule.hint() ? "; a hint" : "");
  }

  private static void row(StringBuilder page, String id, String... cells) {
    page.append("| `").append(id).append('`');
    for (String cell : cells) {
      page.append(" | ").append(cell.replace("|", "\\|"));
    }
    page.append(" |\n");
  }
}
