package io.mdis.history.dockerfile;

import io.mdis.contracts.Digest;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One instruction of a rebuilt Dockerfile.
 *
 * @param index of the history's entry; {@link #NOT_IN_HISTORY} for one read from the configuration
 * @param keyword what it does
 * @param arguments what stands behind the keyword, as a Dockerfile takes it
 * @param command what it starts; empty where it starts nothing
 * @param layer diffID of the layer that it made; null when it made none
 * @param created when the builder says it ran; null when unknown
 * @param builder that wrote it
 * @param hidden whether its text had characters that hide or reorder text
 */
public record Instruction(
    int index,
    Keyword keyword,
    String arguments,
    Optional<Command> command,
    Digest layer,
    Instant created,
    Builder builder,
    boolean hidden) {
  /** Index of what only the configuration tells. */
  public static final int NOT_IN_HISTORY = -1;

  /** The instruction as it would stand in a Dockerfile; a comment for what never stood in one. */
  public String text() {
    if (keyword == Keyword.OTHER) {
      return (arguments.startsWith("#") ? "" : "# ") + arguments.replace("\n", " ");
    }
    return arguments.isEmpty() ? keyword.name() : keyword.name() + " " + arguments;
  }

  /**
   * The keyword and the command line that it leads to: lists of words are joined, so that rules see
   * the same text whichever way it was written.
   */
  public String commandLine() {
    if (command.isEmpty()) {
      return text();
    }
    String before = keyword == Keyword.HEALTHCHECK ? "HEALTHCHECK CMD " : keyword.name() + " ";
    return before
        + switch (command.get()) {
          case Command.Script script when script.written() ->
              String.join(" ", script.shell()) + " " + script.script();
          case Command started -> started.text();
        };
  }

  /** The script that a shell reads, of instructions that have one. */
  public Optional<Command.Script> script() {
    return command.filter(Command.Script.class::isInstance).map(Command.Script.class::cast);
  }

  /** Names and values of ENV, ARG or LABEL, in order; empty values where none is given. */
  public Map<String, String> variables() {
    Map<String, String> variables = new LinkedHashMap<>();
    List<String> words = DockerfileWords.split(arguments);
    boolean spaced =
        keyword == Keyword.ENV && !words.isEmpty() && words.getFirst().indexOf('=') < 0;
    if (spaced) {
      variables.put(words.getFirst(), String.join(" ", words.subList(1, words.size())));
      return variables;
    }
    for (String word : words) {
      int equals = word.indexOf('=');
      variables.put(
          DockerfileWords.unquote(equals < 0 ? word : word.substring(0, equals)),
          equals < 0 ? "" : DockerfileWords.unquote(word.substring(equals + 1)));
    }
    return variables;
  }

  /** Words behind the keyword, split at spaces, without flags such as {@code --chown=1:1}. */
  public List<String> operands() {
    return WordList.quoted(withoutFlags()).orElseGet(() -> WordList.unquoted(withoutFlags()));
  }

  /** Arguments without the flags before them. */
  public String withoutFlags() {
    String rest = arguments.strip();
    while (rest.startsWith("--")) {
      int end = 0;
      while (end < rest.length() && !Character.isWhitespace(rest.charAt(end))) {
        end++;
      }
      rest = rest.substring(end).strip();
    }
    return rest;
  }
}
