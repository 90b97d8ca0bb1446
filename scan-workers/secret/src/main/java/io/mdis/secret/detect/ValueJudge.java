package io.mdis.secret.detect;

import io.mdis.rules.Entropy;
import java.util.Locale;
import java.util.Set;

/** What a value without a shape of its own must be like to be taken for a credential. */
enum ValueJudge {
  /** A pattern says enough; only placeholders are left out. */
  SHAPE,
  /** A password as people or generators make them. */
  PASSWORD,
  /** Something that only a generator makes. */
  TOKEN,
  /** The password part of an address. */
  URL,
  /** A file that holds nothing but credentials: also a weak one counts. */
  WEAK_TOO,
  /** Base64 whose text is judged as a password. */
  BASE64,
  /** The very value is known to be one. */
  KNOWN;

  private static final int SHORTEST_TOKEN = 16;

  /** Passwords that are set by default and left there; where one is in use, that is told. */
  private static final Set<String> DEFAULTS =
      Set.of(
          "root",
          "admin",
          "postgres",
          "mysql",
          "mariadb",
          "mongo",
          "mongodb",
          "redis",
          "guest",
          "toor",
          "rabbitmq",
          "minioadmin",
          "123456",
          "12345678",
          "1234",
          "admin123",
          "root123",
          "password",
          "password123",
          "passw0rd",
          "sa",
          "oracle",
          "elastic",
          "nacos",
          "changeme");

  /** How a value was judged. */
  enum Verdict {
    NO,
    YES,
    /** A credential that everybody tries first. */
    WEAK
  }

  static ValueJudge named(String name) {
    return name == null ? SHAPE : valueOf(name.toUpperCase(Locale.ROOT).replace('-', '_'));
  }

  /**
   * Judges.
   *
   * @param value as written
   * @param name what it is assigned to, normalised; empty when nothing is
   * @param code whether it stands in program text, where most strings are none
   */
  Verdict judge(String value, String name, boolean code) {
    return switch (this) {
      case KNOWN -> Verdict.YES;
      case SHAPE -> yes(!Placeholders.isTokenPlaceholder(value));
      case PASSWORD -> password(value, name, code);
      case TOKEN -> yes(isToken(value));
      case URL -> url(Encodings.percent(value));
      case WEAK_TOO -> yes(!isTemplate(value));
      case BASE64 -> base64(value);
    };
  }

  private static Verdict yes(boolean is) {
    return is ? Verdict.YES : Verdict.NO;
  }

  private static Verdict base64(String value) {
    String text = Encodings.base64Text(value);
    return text == null || text.length() < 6 || text.indexOf('\n') >= 0
        ? Verdict.NO
        : password(text, "", false);
  }

  private static Verdict url(String value) {
    boolean password =
        !isTemplate(value)
            && !Placeholders.isPlaceholder(value)
            && !value.startsWith("$")
            && (value.length() > 12 || Characters.hasDigit(value) || !Characters.isName(value));
    return yes(password);
  }

  /** A variable or a mask; a word may be a password. */
  private static boolean isTemplate(String value) {
    String lower = value.toLowerCase(Locale.ROOT);
    return value.indexOf('<') >= 0
        || value.indexOf('{') >= 0
        || value.startsWith("$")
        || value.startsWith("%")
        || value.startsWith("@")
        || lower.contains("xxxx")
        || lower.contains("****")
        || lower.contains("example")
        || lower.startsWith("your")
        || lower.equals("password")
        || lower.contains("...");
  }

  private static Verdict password(String value, String name, boolean code) {
    if (!code && DEFAULTS.contains(value.toLowerCase(Locale.ROOT)) && isService(name)) {
      return Verdict.WEAK;
    }
    if (value.length() < 6
        || Placeholders.isPlaceholder(value)
        || References.isReference(value)
        || References.isHash(value)
        || value.endsWith(":")
        || namesItself(value, name)) {
      return Verdict.NO;
    }
    int classes = Characters.classes(value);
    if ((classes & Characters.ALNUM) == Characters.ALNUM) {
      return yes(value.length() >= 8); // Few names are written like that.
    }
    boolean drawn =
        value.length() >= 10 && classes == Characters.LETTERS && !Characters.isName(value);
    int kinds = Integer.bitCount(classes);
    boolean mixed =
        kinds >= 2 && (Characters.hasDigit(value) || kinds >= 3) && !Characters.isName(value);
    return yes(drawn || (mixed && (!code || (value.length() >= 8 && Characters.hasDigit(value)))));
  }

  private static boolean isToken(String value) {
    if (value.length() < SHORTEST_TOKEN
        || Placeholders.isPlaceholder(value)
        || References.isReference(value)
        || isChecked(value)
        || !Characters.hasLetter(value)) {
      return false;
    }
    double bits = Entropy.bits(value);
    if (Characters.isHex(value)) {
      return Characters.hasDigit(value) && bits >= 2.8;
    }
    double least = value.length() < 20 ? 3.0 : value.length() < 32 ? 3.4 : 3.7;
    boolean drawn = Characters.hasDigit(value) || (value.length() >= 24 && bits >= 4);
    return drawn && bits >= least && !Characters.isName(value);
  }

  /** Tokens with a checksum are left to their own rule: one whose sum is wrong was made up. */
  private static boolean isChecked(String value) {
    return value.length() == 40
        && (value.startsWith("npm_")
            || (value.startsWith("gh")
                && value.charAt(3) == '_'
                && "pousr".indexOf(value.charAt(2)) >= 0));
  }

  private static boolean namesItself(String value, String name) {
    if (name.isEmpty()) {
      return false;
    }
    StringBuilder plain = new StringBuilder();
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c != '_' && c != '-' && c != '.') {
        plain.append(Character.toLowerCase(c));
      }
    }
    String flat = name.replace("_", "");
    return flat.endsWith(plain.toString())
        || (plain.toString().endsWith(flat) && flat.length() > 5);
  }

  private static boolean isService(String name) {
    return name.contains("mysql")
        || name.contains("mariadb")
        || name.contains("postgres")
        || name.contains("pgpass")
        || name.contains("mongo")
        || name.contains("redis")
        || name.contains("rabbitmq")
        || name.contains("minio")
        || name.contains("elastic")
        || name.contains("datasource")
        || name.contains("nacos")
        || name.startsWith("db_")
        || name.startsWith("database_")
        || name.startsWith("sa_")
        || name.contains("root_pass");
  }
}
