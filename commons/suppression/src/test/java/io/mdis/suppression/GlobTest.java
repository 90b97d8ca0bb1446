package io.mdis.suppression;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GlobTest {
  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          a/b,      a/b,     true
          a/b,      a/bc,    false
          a/*,      a/b,     true
          a/*,      a/,      true
          a/*,      a/b/c,   false
          a/**,     a/b/c,   true
          **/c,     a/b/c,   true
          **/c,     c,       false
          a/?,      a/b,     true
          a/?,      a//,     false
          a.c,      abc,     false
          a+,       aa,      false
          [ab],     a,       false
          (a|b),    a,       false
          \\Q*\\E,  \\Qx\\E, true
          a***b,    a/x/b,   true
          """)
  void matches(String glob, String text, boolean expected) {
    assertThat(Glob.of(glob).matches(text)).isEqualTo(expected);
  }

  /** With backtracking this would outlast the machine. */
  @Test
  void aHostilePatternTakesNoTime() {
    assertThat(Glob.of("*a".repeat(200) + "b").matches("a".repeat(4_000))).isFalse();
    assertThat(Glob.of("**a".repeat(200) + "b").matches("a".repeat(4_000))).isFalse();
  }
}
