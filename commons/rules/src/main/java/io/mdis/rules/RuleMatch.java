package io.mdis.rules;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * A place where a rule's pattern matches.
 *
 * @param rule that matches
 * @param offset of the match in bytes
 * @param line that the match begins in, from 1
 * @param bytes that match; not to be changed
 * @param groups bytes of the named groups that took part; not to be changed
 * @param before what stands before it in its line, 200 bytes at most
 * @param after what stands after it in its last line, 200 bytes at most
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
public record RuleMatch(
    Rule rule,
    long offset,
    long line,
    byte[] bytes,
    Map<String, byte[]> groups,
    String before,
    String after) {

  /** The match as text; bytes that are no UTF-8 become replacement characters. */
  public String text() {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  /** A named group as text; null when it took no part. */
  public String group(String name) {
    byte[] group = groups.get(name);
    return group == null ? null : new String(group, StandardCharsets.UTF_8);
  }
}
