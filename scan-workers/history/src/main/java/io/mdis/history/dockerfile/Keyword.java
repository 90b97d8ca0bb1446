package io.mdis.history.dockerfile;

import java.util.Locale;
import java.util.Optional;

/** Instructions of a Dockerfile, and what no Dockerfile has. */
public enum Keyword {
  ADD,
  ARG,
  CMD,
  COPY,
  ENTRYPOINT,
  ENV,
  EXPOSE,
  HEALTHCHECK,
  LABEL,
  MAINTAINER,
  ONBUILD,
  RUN,
  SHELL,
  STOPSIGNAL,
  USER,
  VOLUME,
  WORKDIR,
  /** A step that no Dockerfile instruction made: another tool, an import, a commit by hand. */
  OTHER;

  /** The instruction that a text begins with, whatever the case of its letters. */
  static Optional<Keyword> leading(String text) {
    int end = 0;
    while (end < text.length() && Character.isLetter(text.charAt(end))) {
      end++;
    }
    boolean alone = end == text.length() || Character.isWhitespace(text.charAt(end));
    if (end < 3 || !alone) {
      return Optional.empty();
    }
    String word = text.substring(0, end).toUpperCase(Locale.ROOT);
    for (Keyword keyword : values()) {
      if (keyword != OTHER && keyword.name().equals(word)) {
        return Optional.of(keyword);
      }
    }
    return Optional.empty();
  }

  /** Whether it can change files: WORKDIR does, where it makes the directory. */
  public boolean changesFiles() {
    return switch (this) {
      case ADD, COPY, RUN, WORKDIR, OTHER -> true;
      default -> false;
    };
  }
}
