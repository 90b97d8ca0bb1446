package io.mdis.agent.decision;

import com.google.re2j.Pattern;

/**
 * A pattern of image names: {@code *} is anything but a slash, {@code **} anything. Names are
 * compared in full: {@code docker.io/library/alpine:3.10}.
 *
 * @param pattern what it means
 */
public record ImagePattern(Pattern pattern) {

  /** Reads a pattern. */
  public static ImagePattern of(String text) {
    StringBuilder regex = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      if (text.startsWith("**", i)) {
        regex.append(".*");
        i++;
      } else if (text.charAt(i) == '*') {
        regex.append("[^/]*");
      } else {
        regex.append(Pattern.quote(text.substring(i, i + 1)));
      }
    }
    return new ImagePattern(Pattern.compile(regex.toString()));
  }

  /** Whether a whole name is meant. */
  public boolean matches(String name) {
    return pattern.matches(name);
  }
}
