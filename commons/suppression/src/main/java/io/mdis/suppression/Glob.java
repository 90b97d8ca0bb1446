package io.mdis.suppression;

import com.google.re2j.Pattern;

/**
 * A pattern over paths: {@code *} and {@code ?} stand for characters other than a slash, {@code **}
 * for any characters. Everything else stands for itself, case included. Takes time linear in the
 * text, whatever the pattern.
 */
final class Glob {
  private final Pattern pattern;

  private Glob(Pattern pattern) {
    this.pattern = pattern;
  }

  static Glob of(String text) {
    StringBuilder regex = new StringBuilder();
    StringBuilder literal = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c != '*' && c != '?') {
        literal.append(c);
        continue;
      }
      regex.append(Pattern.quote(literal.toString()));
      literal.setLength(0);
      int stars = i;
      while (c == '*' && stars + 1 < text.length() && text.charAt(stars + 1) == '*') {
        stars++;
      }
      regex.append(c == '?' ? "[^/]" : stars > i ? ".*" : "[^/]*");
      i = stars;
    }
    regex.append(Pattern.quote(literal.toString()));
    return new Glob(Pattern.compile(regex.toString(), Pattern.DOTALL));
  }

  boolean matches(String text) {
    return pattern.matches(text);
  }
}
