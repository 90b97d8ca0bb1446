package io.mdis.secret.detect;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Values that stand for a credential and are none: examples, templates, variables, masks. */
final class Placeholders {
  /** Parts that only somebody writes who means that another shall put the value in. */
  private static final List<String> PARTS =
      List.of(
          "example",
          "changeme",
          "change-me",
          "change_me",
          "change-this",
          "changethis",
          "changeit",
          "placeholder",
          "redacted",
          "replace",
          "insert",
          "your-",
          "your_",
          "yourpass",
          "yourtoken",
          "yoursecret",
          "yourkey",
          "youraccess",
          "yourapi",
          "my-secret",
          "mysecret",
          "my_secret",
          "dummy",
          "sample",
          "notarealsecret",
          "not-a-real",
          "notreal",
          "xxxx",
          "****",
          "...",
          "----",
          "____",
          "0000000000",
          "1111111111",
          "abcdefgh",
          "bcdefghi",
          "qwertyui",
          "12345678901",
          "0123456789",
          "9876543210",
          "deadbeef",
          "cafebabe",
          "lorem",
          "foobar",
          "<",
          "${",
          "{{",
          "}}",
          "$(",
          "%(",
          "#{",
          "<%",
          "@@",
          "%s",
          "%v",
          "%d",
          "[[");

  private static final Set<String> WHOLE =
      Set.of(
          "null",
          "none",
          "nil",
          "true",
          "false",
          "undefined",
          "default",
          "secret",
          "password",
          "passwd",
          "pass",
          "token",
          "string",
          "test",
          "testing",
          "unset",
          "empty",
          "todo",
          "tbd",
          "fixme",
          "hidden",
          "masked",
          "private",
          "public",
          "required",
          "optional",
          "value",
          "username",
          "user",
          "foo",
          "bar",
          "baz",
          "passw0rd",
          "p@ssw0rd",
          "pa$$word",
          "pwd",
          "yes",
          "no",
          "on",
          "off",
          "disabled",
          "enabled",
          "asdf",
          "qwerty",
          "abc123",
          "letmein",
          "test123",
          "test1234",
          "testpass",
          "testpassword",
          "password1",
          "password123",
          "secret123",
          "mypassword",
          "mytoken",
          "my-token",
          "mypass",
          "somepassword",
          "correct",
          "hunter2",
          "s3cr3t",
          "s3cret",
          "secr3t",
          "sekret",
          "sekrit",
          "supersecret",
          "12345678",
          "123456789",
          "1234567890",
          "123456",
          "1234",
          "12345",
          "topsecret",
          "credentials",
          "apikey",
          "api-key",
          "api_key",
          "dontuse",
          "invalid",
          "fake",
          "unknown",
          "passphrase");

  /** Examples of RFC 5849, RFC 6749 and RFC 6455, which half of all libraries repeat. */
  private static final Set<String> PUBLISHED =
      Set.of(
          "2YotnFZFEjr1zCsicMWpAA",
          "tGzv3JOkF0XG5Qx2TlKWIA",
          "czZCaGRSa3F0MzpnWDFmQmF0M2JW",
          "gX1fBat3bV",
          "SlAV32hkKG",
          "kkk9d7dh3k39sjv7",
          "ad180jjd733klru7",
          "wOJIO9A2W5mFwDgiDvZbTSMK/PY=",
          "dGhlIHNhbXBsZSBub25jZQ==");

  private Placeholders() {}

  /** Whether a value is a placeholder, whatever it is called. */
  static boolean isPlaceholder(String value) {
    String lower = value.toLowerCase(Locale.ROOT);
    if (WHOLE.contains(lower) || PUBLISHED.contains(value) || isVariable(value)) {
      return true;
    }
    for (String part : PARTS) {
      if (lower.contains(part)) {
        return true;
      }
    }
    return isMonotonous(lower);
  }

  /** As the other, for what has a long random part of fixed shape: words in it are by chance. */
  static boolean isTokenPlaceholder(String token) {
    String lower = token.toLowerCase(Locale.ROOT);
    return PUBLISHED.contains(token)
        || lower.contains("example")
        || lower.contains("xxxxxx")
        || lower.contains("000000000")
        || lower.contains("123456789")
        || lower.contains("abcdefghij")
        || lower.contains("placeholder")
        || lower.contains("changeme")
        || lower.contains("redacted")
        || lower.contains("yourtoken")
        || lower.contains("your_")
        || lower.contains("your-")
        || lower.contains("****")
        || lower.contains("....")
        || isMonotonous(lower);
  }

  /** {@code $NAME}, {@code %NAME%}, {@code @name@}, {@code :name}, {@code {name}}, {@code [x]}. */
  private static boolean isVariable(String value) {
    int length = value.length();
    if (length == 0) {
      return true;
    }
    char first = value.charAt(0);
    char last = value.charAt(length - 1);
    if (first == '$') {
      return isName(value, 1, length) || (length > 1 && value.charAt(1) == '{');
    }
    boolean framed =
        (first == '%' && last == '%')
            || (first == '@' && last == '@')
            || (first == '{' && last == '}')
            || (first == '[' && last == ']')
            || (first == '(' && last == ')')
            || (first == '*' && last == '*')
            || (first == '_' && last == '_');
    return framed || (first == '&' && isName(value, 1, length));
  }

  private static boolean isName(String value, int from, int to) {
    for (int i = from; i < to; i++) {
      char c = value.charAt(i);
      if (!Character.isLetterOrDigit(c)
          && c != '_'
          && c != '.'
          && c != ':'
          && c != '{'
          && c != '}'
          && c != '-'
          && c != '>'
          && c != '['
          && c != ']'
          && c != '\'') {
        return false;
      }
    }
    return to > from && !Character.isDigit(value.charAt(from));
  }

  /** Few different characters for its length, or one run of neighbours: 4567…, defg…. */
  private static boolean isMonotonous(String text) {
    int length = text.length();
    if (length < 6) {
      return false;
    }
    long seen = 0;
    int steps = 0;
    for (int i = 0; i < length; i++) {
      seen |= 1L << (text.charAt(i) & 63);
      if (i > 0) {
        int step = text.charAt(i) - text.charAt(i - 1);
        steps += step == 0 || step == 1 || step == -1 ? 1 : 0;
      }
    }
    int distinct = Long.bitCount(seen);
    return distinct <= 3 || (length >= 12 && distinct <= 4) || steps * 5 >= (length - 1) * 4;
  }
}
