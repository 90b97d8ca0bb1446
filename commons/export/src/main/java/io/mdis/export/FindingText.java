package io.mdis.export;

import io.mdis.contracts.Finding;
import java.util.Optional;
import java.util.regex.Pattern;

/** What every format tells of a finding in words, so that all tell the same. */
public final class FindingText {
  private static final Pattern PLAIN_ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:-]{0,99}");
  private static final int MOST_DIGITS = 9;

  private FindingText() {}

  /** The value of a detail; empty when there is none. */
  public static Optional<String> detail(Finding finding, String key) {
    return Optional.ofNullable(finding.details().get(key)).filter(value -> !value.isBlank());
  }

  /** File, or what is inside of it; empty when there is none. */
  public static Optional<String> place(Finding finding) {
    return detail(finding, "member").or(() -> Optional.ofNullable(finding.path()));
  }

  /** Line in the file, from 1; empty when not known. */
  public static Optional<Integer> line(Finding finding) {
    return detail(finding, "line")
        .filter(text -> text.length() <= MOST_DIGITS && text.chars().allMatch(Character::isDigit))
        .map(Integer::parseInt)
        .filter(line -> line > 0);
  }

  /**
   * What it is, whatever the place: titles of vulnerabilities name the package, {@code CVE-1 in
   * musl 1.1: summary}.
   */
  public static String summary(Finding finding) {
    String title = title(finding);
    String named = finding.id() + " in ";
    if (!title.startsWith(named)) {
      return title;
    }
    int colon = title.indexOf(": ", named.length());
    return finding.id() + (colon < 0 ? "" : title.substring(colon));
  }

  /** Its title, or its id where it has none. */
  public static String title(Finding finding) {
    return finding.title() == null ? finding.id() : finding.title();
  }

  /** Why it matters; empty when the dimension doesn't say. */
  public static Optional<String> reason(Finding finding) {
    return detail(finding, "reason").or(() -> detail(finding, "why"));
  }

  /** What to do about it. */
  public static String remedy(Finding finding) {
    Optional<String> told = detail(finding, "remedy");
    if (told.isPresent()) {
      return told.get();
    }
    String where = detail(finding, "package").or(() -> place(finding)).orElse("the image");
    return switch (finding.dimension()) {
      case "vulnerability" ->
          detail(finding, "fixedVersion")
              .map(fixed -> "Upgrade " + where + " to " + fixed + ".")
              .orElse("No mended version of " + where + " is known.");
      case "malware" -> "Build the image without " + where + ".";
      case "secret" -> "Revoke what is in " + where + ", and build the image without it.";
      default -> "Look at " + where + ".";
    };
  }

  /** Where more is told of a vulnerability; empty when nobody is known to. */
  public static Optional<String> link(Finding finding) {
    return finding.dimension().equals("vulnerability") ? link(finding.id()) : Optional.empty();
  }

  /** Where more is told of a vulnerability of that id. */
  public static Optional<String> link(String id) {
    if (!PLAIN_ID.matcher(id).matches()) {
      return Optional.empty();
    }
    if (id.startsWith("CVE-")) {
      return Optional.of("https://nvd.nist.gov/vuln/detail/" + id);
    }
    if (id.startsWith("GHSA-")) {
      return Optional.of("https://github.com/advisories/" + id);
    }
    return Optional.of("https://osv.dev/vulnerability/" + id);
  }
}
