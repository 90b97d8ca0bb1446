package io.mdis.image.registry;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What a registry wants for a login (RFC 9110 section 11.6.1, one challenge per header).
 *
 * @param scheme lower case
 * @param parameters names in lower case
 */
record Challenge(String scheme, Map<String, String> parameters) {
  private static final int MAX_LENGTH = 4096;

  /** Bearer if there is one, else Basic. */
  static Optional<Challenge> choose(List<String> headers) {
    List<Challenge> all =
        headers.stream().filter(h -> h.length() <= MAX_LENGTH).map(Challenge::parse).toList();
    Optional<Challenge> bearer = all.stream().filter(c -> c.scheme.equals("bearer")).findFirst();
    return bearer.isPresent()
        ? bearer
        : all.stream().filter(c -> c.scheme.equals("basic")).findFirst();
  }

  static Challenge parse(String header) {
    int space = header.indexOf(' ');
    if (space < 0) {
      return new Challenge(header.toLowerCase(Locale.ROOT), Map.of());
    }
    Map<String, String> parameters = new HashMap<>();
    int at = space + 1;
    while (at < header.length()) {
      int equals = header.indexOf('=', at);
      if (equals < 0) {
        break;
      }
      String name = header.substring(at, equals).replace(",", "").strip();
      StringBuilder value = new StringBuilder();
      at = value(header, equals + 1, value);
      parameters.putIfAbsent(name.toLowerCase(Locale.ROOT), value.toString());
    }
    return new Challenge(header.substring(0, space).toLowerCase(Locale.ROOT), parameters);
  }

  private static int value(String header, int start, StringBuilder value) {
    boolean quoted = start < header.length() && header.charAt(start) == '"';
    int at = quoted ? start + 1 : start;
    while (at < header.length() && header.charAt(at) != (quoted ? '"' : ',')) {
      if (quoted && header.charAt(at) == '\\' && at + 1 < header.length()) {
        at++;
      }
      value.append(header.charAt(at++));
    }
    return at + 1;
  }
}
