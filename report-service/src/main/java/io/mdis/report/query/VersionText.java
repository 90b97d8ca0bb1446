package io.mdis.report.query;

import java.math.BigInteger;
import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Versions in the order that a person reads them in: numbers by value, the rest by letters. Which
 * installed version has a flaw is judged by the rules of its ecosystem, not here; this only picks
 * the last of several versions that advisories name as fixed.
 */
final class VersionText {
  static final Comparator<String> ORDER = VersionText::compare;
  private static final Pattern PART = Pattern.compile("[0-9]{1,40}|[^0-9]+|[0-9]+");

  private VersionText() {}

  private static int compare(String one, String other) {
    Matcher parts = PART.matcher(one);
    Matcher others = PART.matcher(other);
    while (true) {
      boolean more = parts.find();
      boolean otherMore = others.find();
      if (!more || !otherMore) {
        return Boolean.compare(more, otherMore);
      }
      int order = comparePart(parts.group(), others.group());
      if (order != 0) {
        return order;
      }
    }
  }

  private static int comparePart(String one, String other) {
    return isNumber(one) && isNumber(other)
        ? new BigInteger(one).compareTo(new BigInteger(other))
        : one.compareTo(other);
  }

  private static boolean isNumber(String part) {
    return Character.isDigit(part.charAt(0));
  }
}
