package io.mdis.history.dockerfile;

import java.math.BigDecimal;
import java.util.List;

/**
 * How a container's health is asked (Docker image specification v1.3, Healthcheck).
 *
 * @param test {@code NONE}, {@code CMD} and words, or {@code CMD-SHELL} and a script
 * @param interval as Go writes durations, such as {@code 30s}; empty for the default
 * @param timeout likewise
 * @param startPeriod likewise
 * @param startInterval likewise
 * @param retries 0 for the default
 */
public record Healthcheck(
    List<String> test,
    String interval,
    String timeout,
    String startPeriod,
    String startInterval,
    int retries) {

  /** The words are kept as they are. */
  public Healthcheck {
    test = List.copyOf(test);
  }

  /** Whether it switches an inherited check off. */
  public boolean none() {
    return test.equals(List.of("NONE"));
  }

  /** What stands behind HEALTHCHECK in a Dockerfile. */
  public String arguments() {
    if (none()) {
      return "NONE";
    }
    StringBuilder text = new StringBuilder();
    flag(text, "interval", interval);
    flag(text, "timeout", timeout);
    flag(text, "start-period", startPeriod);
    flag(text, "start-interval", startInterval);
    flag(text, "retries", retries == 0 ? "" : Integer.toString(retries));
    boolean shell = test.size() > 1 && test.getFirst().equals("CMD-SHELL");
    return text.append("CMD ")
        .append(
            shell
                ? String.join(" ", test.subList(1, test.size()))
                : WordList.json(test.isEmpty() ? test : test.subList(1, test.size())))
        .toString();
  }

  /** A duration of nanoseconds in seconds, as a Dockerfile takes it; empty for none. */
  static String duration(long nanoseconds) {
    return nanoseconds <= 0
        ? ""
        : BigDecimal.valueOf(nanoseconds, 9).stripTrailingZeros().toPlainString() + "s";
  }

  private static void flag(StringBuilder text, String name, String value) {
    if (!value.isEmpty() && !value.equals("0s")) {
      // Go writes 5m0s, and hadolint reads only one number with one unit.
      String plain = value.replaceAll("(?<=[hm])0[ms]0s$|(?<=[hm])0s$", "");
      text.append("--").append(name).append('=').append(plain).append(' ');
    }
  }
}
