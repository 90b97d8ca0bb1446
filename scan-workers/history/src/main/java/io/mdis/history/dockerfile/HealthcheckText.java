package io.mdis.history.dockerfile;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads health checks that a builder printed as a Go structure: {@code &{["CMD-SHELL" "…"] "30s"
 * "3s" "0s" "0s" '\x03'}} (classic builder, BuildKit up to 0.13) or {@code {Test:[CMD-SHELL …]
 * Interval:30s … Retries:3}} (BuildKit since).
 */
final class HealthcheckText {
  private static final Pattern QUOTED =
      Pattern.compile("(?s)^&?\\{(\\[.*\\])((?: \"[^\"]*\")*) '(\\\\?[^']+)'\\}$");
  private static final Pattern NAMED =
      Pattern.compile(
          "(?s)^&?\\{Test:\\[(.*)\\] Interval:(\\S*) Timeout:(\\S*) StartPeriod:(\\S*)"
              + "(?: StartInterval:(\\S*))? Retries:(\\d{1,9})\\}$");

  private HealthcheckText() {}

  /**
   * The check, or null when the text is no printed structure but an instruction's own words.
   *
   * @param known the configuration's check, which tells where words end; may be null
   */
  static Healthcheck read(String text, Healthcheck known) {
    String plain = text.strip();
    Matcher quoted = QUOTED.matcher(plain);
    if (quoted.matches()) {
      List<String> test =
          WordList.quoted(quoted.group(1)).orElseGet(() -> WordList.unquoted(quoted.group(1)));
      List<String> times = new ArrayList<>();
      for (String time : quoted.group(2).strip().split(" +", -1)) {
        times.add(time.replace("\"", ""));
      }
      boolean startInterval = times.size() > 3;
      return new Healthcheck(
          test,
          time(times, 0),
          time(times, 1),
          time(times, 2),
          startInterval ? time(times, 3) : "",
          rune(quoted.group(3)));
    }
    Matcher named = NAMED.matcher(plain);
    if (!named.matches()) {
      return null;
    }
    if (known != null && String.join(" ", known.test()).equals(named.group(1))) {
      return known;
    }
    return new Healthcheck(
        test(named.group(1)),
        named.group(2),
        named.group(3),
        named.group(4),
        named.group(5) == null ? "" : named.group(5),
        Integer.parseInt(named.group(6)));
  }

  private static List<String> test(String words) {
    return words.startsWith("CMD-SHELL ")
        ? List.of("CMD-SHELL", words.substring("CMD-SHELL ".length()))
        : WordList.unquoted(words);
  }

  private static String time(List<String> times, int index) {
    return index < times.size() ? times.get(index) : "";
  }

  /** Go's %q prints a number as the character of that code. */
  private static int rune(String quoted) {
    String character = WordList.quoted("[\"" + quoted + "\"]").map(List::getFirst).orElse("");
    if (quoted.startsWith("\\x") && quoted.length() == 4) {
      return Integer.parseInt(quoted.substring(2), 16);
    }
    return switch (quoted) {
      case "\\a" -> 7;
      case "\\b" -> 8;
      case "\\t" -> 9;
      case "\\n" -> 10;
      case "\\v" -> 11;
      case "\\f" -> 12;
      case "\\r" -> 13;
      default -> character.isEmpty() ? 0 : character.codePointAt(0);
    };
  }
}
