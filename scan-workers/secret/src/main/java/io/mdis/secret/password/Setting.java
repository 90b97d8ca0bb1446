package io.mdis.secret.password;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A line of a configuration that sets something.
 *
 * @param line from 1
 * @param key in lower case
 * @param value without quotes; empty when there is none
 */
record Setting(long line, String key, String value) {

  /** Lines {@code key value}, {@code key=value} and {@code key: value} that are no comments. */
  static List<Setting> of(String[] lines) {
    List<Setting> settings = new ArrayList<>();
    for (int i = 0; i < lines.length; i++) {
      String text = lines[i].strip();
      if (text.isEmpty() || "#;[%!".indexOf(text.charAt(0)) >= 0) {
        continue;
      }
      int cut = 0;
      while (cut < text.length() && " \t=:".indexOf(text.charAt(cut)) < 0) {
        cut++;
      }
      int value = cut;
      while (value < text.length() && " \t=:".indexOf(text.charAt(value)) >= 0) {
        value++;
      }
      settings.add(
          new Setting(
              i + 1L,
              text.substring(0, cut).toLowerCase(Locale.ROOT),
              unquoted(text.substring(value))));
    }
    return settings;
  }

  boolean is(String name, String wanted) {
    return key.equals(name) && value.equalsIgnoreCase(wanted);
  }

  private static String unquoted(String value) {
    String text = value;
    int comment = text.indexOf(" #");
    if (comment >= 0) {
      text = text.substring(0, comment).strip();
    }
    boolean quoted =
        text.length() >= 2
            && (text.charAt(0) == '"' || text.charAt(0) == '\'')
            && text.charAt(text.length() - 1) == text.charAt(0);
    return quoted ? text.substring(1, text.length() - 1) : text;
  }
}
