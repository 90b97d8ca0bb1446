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
  private static final int LOWER = 1;
  private static final int UPPER = 2;
  private static final int DIGIT = 4;
  private static final int OTHER = 8;

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
            && (value.length() > 12 || hasDigit(value) || !isName(value));
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
        || isReference(value)
        || isHash(value)
        || value.endsWith(":")
        || namesItself(value, name)) {
      return Verdict.NO;
    }
    int classes = classes(value);
    if ((classes & (UPPER | LOWER | DIGIT)) == (UPPER | LOWER | DIGIT)) {
      return yes(value.length() >= 8); // Few names are written like that.
    }
    boolean drawn = value.length() >= 10 && classes == (UPPER | LOWER) && !isName(value);
    int kinds = Integer.bitCount(classes);
    boolean mixed = kinds >= 2 && (hasDigit(value) || kinds >= 3) && !isName(value);
    return yes(drawn || (mixed && (!code || (value.length() >= 8 && hasDigit(value)))));
  }

  private static boolean isToken(String value) {
    if (value.length() < SHORTEST_TOKEN
        || Placeholders.isPlaceholder(value)
        || isReference(value)
        || isChecked(value)
        || !hasLetter(value)) {
      return false;
    }
    double bits = Entropy.bits(value);
    if (isHex(value)) {
      return hasDigit(value) && bits >= 2.8;
    }
    double least = value.length() < 20 ? 3.0 : value.length() < 32 ? 3.4 : 3.7;
    boolean drawn = hasDigit(value) || (value.length() >= 24 && bits >= 4);
    return drawn && bits >= least && !isName(value);
  }

  /** Tokens with a checksum are left to their own rule: one whose sum is wrong was made up. */
  private static boolean isChecked(String value) {
    return value.length() == 40
        && (value.startsWith("npm_")
            || (value.startsWith("gh")
                && value.charAt(3) == '_'
                && "pousr".indexOf(value.charAt(2)) >= 0));
  }

  /** Letters, read as words, make the most of it: a name, not something drawn by lot. */
  private static boolean isName(String value) {
    int letters = 0;
    int digits = 0;
    int changes = 0;
    boolean digit = false;
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      boolean isDigit = c >= '0' && c <= '9';
      letters += Character.isLetter(c) ? 1 : 0;
      digits += isDigit ? 1 : 0;
      changes += i > 0 && isDigit != digit ? 1 : 0;
      digit = isDigit;
    }
    double words = Wordiness.of(value);
    if (letters == value.length()) {
      boolean oneCase = Integer.bitCount(classes(value)) == 1;
      return (oneCase && value.length() < 20) || words > 0.6;
    }
    // Words with a number behind them, parted by dashes, dots or underscores.
    return changes <= 3 && letters >= 8 && words > 0.7 && digits <= 4 && isDelimited(value);
  }

  private static boolean isDelimited(String value) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (!Character.isLetterOrDigit(c)
          && c != '-'
          && c != '_'
          && c != '.'
          && c != '/'
          && c != ':') {
        return false;
      }
    }
    return true;
  }

  /** A path, an address, a call, a member: what leads to a value and is none. */
  private static boolean isReference(String value) {
    if (value.startsWith("/")
        || value.startsWith("./")
        || value.startsWith("../")
        || value.startsWith("~/")
        || value.startsWith("arn:")
        || value.startsWith("ref+")
        || value.startsWith("vault:")
        || value.startsWith("ENC(")
        || value.startsWith("secret/")
        || value.startsWith("file:")
        || value.startsWith("!")
        || value.startsWith("^")
        || value.startsWith("[")
        || value.contains("://")
        || value.contains("()")
        || value.contains("=>")
        || value.contains("::")
        || value.contains("&&")
        || value.contains("||")) {
      return true;
    }
    int open = value.indexOf('(');
    if (open > 0 && Character.isLetter(value.charAt(open - 1))) {
      return true;
    }
    return isMember(value) || isFile(value);
  }

  /** {@code process.env.X}, {@code config.auth[0]}: names parted by dots, no digits but indexes. */
  private static boolean isMember(String value) {
    int dots = 0;
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '.') {
        dots++;
      } else if (!Character.isLetter(c) && c != '_' && c != '-' && c != '[' && c != ']') {
        return false;
      }
    }
    return dots > 0;
  }

  private static boolean isFile(String value) {
    int dot = value.lastIndexOf('.');
    if (dot < 1 || value.length() - dot > 6 || value.length() - dot < 3) {
      return false;
    }
    return Set.of(
            "txt",
            "json",
            "yaml",
            "yml",
            "pem",
            "key",
            "crt",
            "conf",
            "properties",
            "xml",
            "html",
            "php",
            "js",
            "py",
            "java",
            "env",
            "cfg",
            "ini",
            "jks",
            "p12",
            "md",
            "sh",
            "go")
        .contains(value.substring(dot + 1).toLowerCase(Locale.ROOT));
  }

  /** What is kept of a password instead of it. */
  private static boolean isHash(String value) {
    return value.startsWith("$1$")
        || value.startsWith("$2")
        || value.startsWith("$5$")
        || value.startsWith("$6$")
        || value.startsWith("$y$")
        || value.startsWith("$argon2")
        || value.startsWith("$pbkdf2")
        || value.startsWith("pbkdf2_")
        || value.startsWith("{SSHA")
        || value.startsWith("{SHA")
        || value.startsWith("{bcrypt}")
        || value.startsWith("SCRAM-SHA")
        || value.startsWith("sha256:")
        || value.startsWith("sha512-")
        || value.startsWith("sha1-");
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

  /** Kinds of characters, a bit each. */
  private static int classes(String value) {
    int seen = 0;
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      seen |=
          c >= 'a' && c <= 'z'
              ? LOWER
              : c >= 'A' && c <= 'Z' ? UPPER : c >= '0' && c <= '9' ? DIGIT : OTHER;
    }
    return seen;
  }

  private static boolean hasDigit(String value) {
    for (int i = 0; i < value.length(); i++) {
      if (value.charAt(i) >= '0' && value.charAt(i) <= '9') {
        return true;
      }
    }
    return false;
  }

  private static boolean hasLetter(String value) {
    for (int i = 0; i < value.length(); i++) {
      if (Character.isLetter(value.charAt(i))) {
        return true;
      }
    }
    return false;
  }

  private static boolean isHex(String value) {
    for (int i = 0; i < value.length(); i++) {
      if (Character.digit(value.charAt(i), 16) < 0) {
        return false;
      }
    }
    return true;
  }
}
