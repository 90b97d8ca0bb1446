package io.mdis.suppression.file;

import io.mdis.suppression.SuppressionScope;
import io.mdis.suppression.SuppressionStatus;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The words of one line of {@code .mdisignore}.
 *
 * @param expires null for never
 */
record IgnoreLine(SuppressionScope scope, SuppressionStatus verdict, Instant expires) {
  private static final List<String> PREFIXES =
      List.of("exp:", "pkg:", "sha256:", "hash:", "path:", "dimension:", "verdict:");

  /**
   * Reads words: the first may be an id, a later one without a prefix is a package.
   *
   * @throws IllegalArgumentException that says which word is wrong, and what may be there
   */
  static IgnoreLine of(String[] words) {
    Map<String, String> said = new HashMap<>();
    for (int i = 0; i < words.length; i++) {
      String word = words[i];
      String prefix = PREFIXES.stream().filter(word::startsWith).findFirst().orElse("");
      String key = prefix.isEmpty() ? (i == 0 ? "id" : "package") : prefix;
      if ((key.equals("package") && word.indexOf(':') >= 0)
          || said.putIfAbsent(key, word.substring(prefix.length())) != null) {
        throw new IllegalArgumentException(
            "after the id there may be a package or purl, exp:DATE, verdict:WORD, sha256:DIGITS,"
                + " dimension:NAME and path:GLOB, each once, not \""
                + word
                + "\"");
      }
    }
    String purl = said.get("pkg:");
    return new IgnoreLine(
        new SuppressionScope(
            said.get("id"),
            List.of(),
            said.get("package"),
            purl == null ? null : "pkg:" + purl,
            said.get("path:"),
            null,
            null,
            said.get("dimension:"),
            hash(said)),
        verdict(said.get("verdict:")),
        said.containsKey("exp:") ? Expiry.parse(said.get("exp:")) : null);
  }

  private static String hash(Map<String, String> said) {
    if (said.containsKey("hash:") && said.containsKey("sha256:")) {
      throw new IllegalArgumentException("hash: and sha256: are the same; give one");
    }
    return said.getOrDefault("hash:", said.get("sha256:"));
  }

  private static SuppressionStatus verdict(String label) {
    return label == null
        ? SuppressionStatus.ACCEPTED
        : SuppressionStatus.of(label)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "verdict: it must be one of " + SuppressionStatus.labels()));
  }
}
