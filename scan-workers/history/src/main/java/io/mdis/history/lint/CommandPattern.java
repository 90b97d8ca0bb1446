package io.mdis.history.lint;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.re2j.Pattern;
import io.mdis.history.dockerfile.shell.SimpleCommand;
import io.mdis.history.rule.YamlResource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Which command lacks what: the form is explained on top of {@code dockerfile-rules.yaml}. */
record CommandPattern(
    Set<String> programs,
    List<String> with,
    List<String> without,
    Pattern pinned,
    Set<String> valued,
    Pattern unless,
    Pattern only,
    String unlessVariable) {
  private static final int SHOWN = 5;

  static CommandPattern read(JsonNode node) {
    return new CommandPattern(
        Set.copyOf(YamlResource.texts(node.path("program"))),
        YamlResource.texts(node.path("with")),
        YamlResource.texts(node.path("without")),
        pattern(node, "pinned"),
        Set.copyOf(YamlResource.texts(node.path("valued"))),
        pattern(node, "unless"),
        pattern(node, "only"),
        node.path("unless-env").asText());
  }

  private static Pattern pattern(JsonNode node, String key) {
    return node.has(key) ? Pattern.compile(node.path(key).asText()) : null;
  }

  /** What is wrong with a script, in a few words; empty when nothing is. */
  Optional<String> look(String script, List<SimpleCommand> commands, Set<String> variables) {
    if ((unless != null && unless.matcher(script).find()) || variables.contains(unlessVariable)) {
      return Optional.empty();
    }
    return commands.stream().flatMap(command -> look(command).stream()).findFirst();
  }

  private Optional<String> look(SimpleCommand command) {
    boolean meant =
        programs.contains(command.program())
            && (with.isEmpty() || with.stream().anyMatch(command::has))
            && without.stream().noneMatch(command::hasOption)
            && (only == null || only.matcher(command.toString()).find());
    if (!meant) {
      return Optional.empty();
    }
    if (pinned == null) {
      return Optional.of(command.toString());
    }
    List<String> loose = operands(command).stream().filter(o -> !pinned.matches(o)).toList();
    String more = loose.size() > SHOWN ? " and " + (loose.size() - SHOWN) + " more" : "";
    return loose.isEmpty()
        ? Optional.empty()
        : Optional.of(String.join(" ", loose.subList(0, Math.min(SHOWN, loose.size()))) + more);
  }

  /** Words after the subcommand that are no options, no values of options and no variables. */
  private List<String> operands(SimpleCommand command) {
    List<String> operands = new ArrayList<>();
    List<String> arguments = command.arguments();
    boolean begun = with.isEmpty();
    for (int i = 0; i < arguments.size(); i++) {
      String argument = arguments.get(i);
      if (valued.contains(argument)) {
        i++;
      } else if (!begun) {
        begun = with.contains(argument);
      } else if (!argument.isEmpty() && !argument.startsWith("-") && argument.indexOf('$') < 0) {
        operands.add(argument);
      }
    }
    return operands;
  }
}
