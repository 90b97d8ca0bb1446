package io.mdis.secret.password;

import java.util.Map;
import java.util.Optional;

/** Accounts of shadow(5) and passwd(5), and of htpasswd files. */
final class AccountFile {
  private AccountFile() {}

  /** Lines {@code name:hash:…}; an empty hash lets in without a password. */
  static void system(String[] lines, Guess guess, Report report) {
    for (int i = 0; i < lines.length; i++) {
      String[] fields = lines[i].split(":", -1);
      if (fields.length < 7 || fields[0].isEmpty() || fields[0].startsWith("#")) {
        continue;
      }
      String user = fields[0];
      String hash = fields[1];
      boolean locked = hash.startsWith("!") || hash.startsWith("*");
      if (hash.isEmpty()) {
        report.add("password-empty", i + 1L, Map.of("user", user));
      } else if (!locked && hash.length() >= 13) {
        account(user, hash, i + 1L, guess, report); // Else "x": it is in the other file.
      }
    }
  }

  private static void account(String user, String hash, long line, Guess guess, Report report) {
    PasswordScheme scheme = PasswordScheme.of(hash);
    Guess.Outcome outcome = guess.of(hash, user);
    if (outcome.password().isPresent()) {
      String password = outcome.password().get();
      String check = password.isEmpty() ? "password-empty" : "password-common";
      report.add(check, line, password, Map.of("user", user, "scheme", scheme.label()));
      return;
    }
    report.add(
        scheme.isWeak() ? "password-hash-weak" : "password-hash-present",
        line,
        hash,
        Map.of("user", user, "scheme", scheme.label(), "tried", outcome.tried()));
  }

  /** Lines {@code name:hash} of Apache's htpasswd. */
  static void web(String[] lines, Guess guess, Report report) {
    for (int i = 0; i < lines.length; i++) {
      int colon = lines[i].indexOf(':');
      if (colon < 1 || lines[i].startsWith("#")) {
        continue;
      }
      String user = lines[i].substring(0, colon);
      String hash = lines[i].substring(colon + 1).strip();
      PasswordScheme scheme = PasswordScheme.of(hash);
      Map<String, String> details = Map.of("user", user, "scheme", scheme.label());
      Optional<String> password = guess.of(hash, user).password();
      if (password.isPresent()) {
        report.add("htpasswd-common", i + 1L, password.get(), details);
      } else if (scheme.isWeak()) {
        report.add("htpasswd-weak-hash", i + 1L, hash, details);
      }
    }
  }
}
