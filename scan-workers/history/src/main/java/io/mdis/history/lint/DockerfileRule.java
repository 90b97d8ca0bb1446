package io.mdis.history.lint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mdis.contracts.Severity;
import io.mdis.history.rule.RuleInfo;
import io.mdis.history.rule.YamlResource;
import java.util.List;
import java.util.Optional;

/**
 * One of hadolint's rules and what MDIS does about it.
 *
 * @param info what it says of itself; the severity is that of its findings
 * @param level hadolint's own severity
 * @param coverage who tells it
 * @param by with {@link Coverage#OTHER_RULE} that rule's id, with {@link Coverage#UNSEEN} the
 *     reason
 * @param always whether our own rule tells it even where hadolint speaks
 * @param command with {@link Coverage#COMMAND} what it looks for
 * @param match instructions, divided by {@code ;;}, in which it finds something
 * @param clean instructions in which it does not
 */
public record DockerfileRule(
    RuleInfo info,
    String level,
    Coverage coverage,
    String by,
    boolean always,
    Optional<CommandPattern> command,
    List<String> match,
    List<String> clean) {
  static final String RESOURCE = "dockerfile-rules.yaml";

  /** Who tells what a rule finds. */
  public enum Coverage {
    /** An own rule as data, where hadolint does not speak. */
    COMMAND,
    /** An own rule in code, where hadolint does not speak. */
    CODE,
    /** A threat rule, always. */
    OTHER_RULE,
    /** Nobody: a history does not show it. */
    UNSEEN
  }

  /** Whether there is an own rule for it, of the same id. */
  boolean own() {
    return coverage == Coverage.COMMAND || coverage == Coverage.CODE;
  }

  /** Whether what hadolint finds by it is told. */
  boolean hadolintTells() {
    return own() && !always;
  }

  static DockerfileRule read(JsonNode node) {
    boolean command = node.has("command");
    boolean other = node.has("told-by");
    boolean unseen = node.has("unseen");
    Coverage coverage =
        command
            ? Coverage.COMMAND
            : other ? Coverage.OTHER_RULE : unseen ? Coverage.UNSEEN : Coverage.CODE;
    String by = other ? node.path("told-by").asText() : node.path("unseen").asText();
    if (!node.has("severity")) {
      ((ObjectNode) node).put("severity", "NEGLIGIBLE");
    }
    return new DockerfileRule(
        new RuleInfo(
            node.path("id").asText(),
            Severity.valueOf(node.path("severity").asText()),
            node.path("title").asText(),
            node.path("reason").asText(),
            node.path("remedy").asText(),
            YamlResource.texts(node.path("technique")),
            node.path("cis").asText()),
        node.path("level").asText(),
        coverage,
        by,
        node.path("always").asBoolean(),
        command ? Optional.of(CommandPattern.read(node.path("command"))) : Optional.empty(),
        YamlResource.texts(node.path("examples").path("match")),
        YamlResource.texts(node.path("examples").path("clean")));
  }
}
