package io.mdis.suppression.file;

import io.mdis.suppression.EntryIds;
import io.mdis.suppression.InvalidSuppressionException;
import io.mdis.suppression.Origin;
import io.mdis.suppression.Suppression;
import io.mdis.suppression.SuppressionRules;
import io.mdis.suppression.SuppressionScope;
import io.mdis.suppression.SuppressionStatus;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A whitelist as a repository holds it: a YAML list of entries with the keys {@value #KEYS}.
 * Strict, since a key that is misspelt must not widen an entry: the first mistake refuses the whole
 * file.
 */
public final class WhitelistFile {
  /** Keys of an entry, as YAML and the API write them. */
  static final String KEYS =
      "id, vulnerability, rule, hash, dimension, path, package, purl, image, environment, verdict,"
          + " status, reason, justification, author, createdAt, expires";

  private static final List<String> KNOWN = List.of(KEYS.split(", "));
  private final SuppressionRules rules;

  /** Entries are checked by these rules. */
  public WhitelistFile(SuppressionRules rules) {
    this.rules = rules;
  }

  /**
   * Reads a file.
   *
   * @param name of it, for messages and as the source of the entries
   * @throws SuppressionFileException naming the line at fault
   */
  public List<Suppression> read(byte[] yaml, String name, Instant now) throws IOException {
    List<Suppression> entries = new ArrayList<>();
    Map<String, Integer> ids = new HashMap<>();
    for (YamlEntries.Entry found : YamlEntries.read(yaml, name)) {
      Suppression entry = entry(found, name, now);
      Integer earlier = ids.putIfAbsent(entry.id(), found.line());
      if (earlier != null) {
        throw new SuppressionFileException(
            name,
            found.line(),
            "the same entry as in line " + earlier + ": join them, or give each an id");
      }
      entries.add(entry);
    }
    return entries;
  }

  private Suppression entry(YamlEntries.Entry found, String name, Instant now)
      throws SuppressionFileException {
    for (Map.Entry<String, YamlEntries.Value> field : found.fields().entrySet()) {
      if (!KNOWN.contains(field.getKey())) {
        throw new SuppressionFileException(
            name,
            field.getValue().line(),
            "there is no key \"" + field.getKey() + "\"; known are " + KEYS);
      }
    }
    try {
      SuppressionScope scope = scope(found);
      String id = found.text("id");
      return rules.kept(
          new Suppression(
              id == null ? EntryIds.of(Origin.FILE, name, scope) : id,
              scope,
              status(found),
              found.text("reason") == null ? "" : found.text("reason"),
              found.text("justification"),
              found.text("author"),
              time(found, "createdAt"),
              time(found, "expires"),
              Origin.FILE,
              name),
          now);
    } catch (InvalidSuppressionException e) {
      throw new SuppressionFileException(name, found.line(e.field()), e.getMessage());
    } catch (IllegalArgumentException e) {
      throw new SuppressionFileException(name, found.line(), e.getMessage());
    }
  }

  private static SuppressionScope scope(YamlEntries.Entry found) {
    return new SuppressionScope(
        either(found, "vulnerability", "rule"),
        List.of(),
        found.text("package"),
        found.text("purl"),
        found.text("path"),
        found.text("image"),
        found.text("environment"),
        found.text("dimension"),
        found.text("hash"));
  }

  /** Two names of one key. */
  private static String either(YamlEntries.Entry found, String one, String other) {
    if (found.text(one) != null && found.text(other) != null) {
      throw new IllegalArgumentException(other + ": it is another name of " + one + "; give one");
    }
    return found.text(one) == null ? found.text(other) : found.text(one);
  }

  private static SuppressionStatus status(YamlEntries.Entry found) {
    String label = either(found, "verdict", "status");
    return label == null
        ? SuppressionStatus.ACCEPTED
        : SuppressionStatus.of(label)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "status: it must be one of " + SuppressionStatus.labels()));
  }

  private static Instant time(YamlEntries.Entry found, String key) {
    String text = found.text(key);
    try {
      return text == null ? null : Expiry.parse(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(key + ": " + e.getMessage(), e);
    }
  }
}
