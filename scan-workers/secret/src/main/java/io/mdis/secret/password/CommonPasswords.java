package io.mdis.secret.password;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Passwords that are tried first, by attackers and here. */
public final class CommonPasswords {
  private static final Set<String> WORDS = load();

  private CommonPasswords() {}

  /** Whether a password is among them, or the user's own name with little around it. */
  public static boolean contains(String password, String user) {
    return WORDS.contains(password) || (!user.isEmpty() && own(user).contains(password));
  }

  /** What is tried for a user, likeliest first. */
  public static List<String> of(String user) {
    Set<String> words = new LinkedHashSet<>();
    words.add("");
    if (!user.isEmpty()) {
      words.addAll(own(user));
    }
    words.addAll(WORDS);
    return new ArrayList<>(words);
  }

  private static List<String> own(String user) {
    return List.of(user, user + "123", user + "1234", user + "1", user + "@123", user + user);
  }

  private static Set<String> load() {
    try (InputStream in = CommonPasswords.class.getResourceAsStream("common.txt")) {
      Set<String> words = new LinkedHashSet<>();
      new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("# "))
          .forEach(words::add);
      return words;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
