package io.mdis.history.dockerfile;

import java.util.List;

/** What RUN, CMD, ENTRYPOINT or HEALTHCHECK starts. */
public sealed interface Command {

  /** The text that a shell reads, or the words joined, for rules that look at text. */
  String text();

  /**
   * A script for a shell.
   *
   * @param shell words that the script follows, such as {@code /bin/sh -c}
   * @param script what the shell reads
   * @param written whether the instruction names the shell itself, as a list of words
   */
  record Script(List<String> shell, String script, boolean written) implements Command {
    /** The words are kept as they are. */
    public Script {
      shell = List.copyOf(shell);
    }

    @Override
    public String text() {
      return script;
    }
  }

  /**
   * A program without a shell.
   *
   * @param words program and arguments; where a builder joined them, split at spaces
   */
  record Program(List<String> words) implements Command {
    /** The words are kept as they are. */
    public Program {
      words = List.copyOf(words);
    }

    @Override
    public String text() {
      return String.join(" ", words);
    }
  }
}
