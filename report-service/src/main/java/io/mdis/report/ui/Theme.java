package io.mdis.report.ui;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Colours of the pages. */
enum Theme {
  /** As the system has it. */
  AUTO,
  LIGHT,
  DARK;

  /** The theme of that label; empty for any other text. */
  static Optional<Theme> of(String label) {
    return Arrays.stream(values()).filter(theme -> theme.label().equals(label)).findFirst();
  }

  /** Value of the cookie and of the attribute that the style sheet goes by. */
  String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** What a switch leads to. */
  Theme next() {
    return switch (this) {
      case AUTO -> DARK;
      case DARK -> LIGHT;
      case LIGHT -> AUTO;
    };
  }
}
