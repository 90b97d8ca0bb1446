package io.mdis.secret.detect;

import java.util.Locale;
import java.util.Set;

/** Values that lead to a credential, or are kept instead of one, and are none. */
final class References {
  private References() {}

  /**
   * A path, an address, a call, a member: what leads to a value and is none. Base64 may begin with
   * a slash, too; padded, it is no path.
   */
  static boolean isReference(String value) {
    if ((value.startsWith("/") && !value.endsWith("="))
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
  static boolean isHash(String value) {
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
}
