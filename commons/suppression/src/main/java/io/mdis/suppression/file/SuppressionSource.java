package io.mdis.suppression.file;

import io.mdis.suppression.Suppression;
import io.mdis.suppression.SuppressionRules;
import io.mdis.suppression.vex.VexDocument;
import io.mdis.suppression.vex.VexReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/**
 * Entries of one file, whatever its kind: {@code .json} is VEX, {@code .yaml} and {@code .yml} a
 * whitelist, everything else is in the form of {@code .mdisignore}.
 *
 * @param name of the source: the file's, or for VEX the document's id
 * @param entries of it
 * @param skipped statements of VEX that can't be used
 * @param skipReasons why, some of them
 */
public record SuppressionSource(
    String name, List<Suppression> entries, int skipped, List<String> skipReasons) {

  /** Copies what it is given. */
  public SuppressionSource {
    entries = List.copyOf(entries);
    skipReasons = List.copyOf(skipReasons);
  }

  /**
   * Reads a file.
   *
   * @throws IOException when it can't be read or used; the message names it and, where it can, the
   *     line
   */
  public static SuppressionSource read(Path file, SuppressionRules rules, Instant now)
      throws IOException {
    return of(bytes(file), file.toString(), rules, now);
  }

  /** The same of bytes that were read already; the name's ending tells the kind. */
  public static SuppressionSource of(byte[] bytes, String name, SuppressionRules rules, Instant now)
      throws IOException {
    String lower = name.toLowerCase(Locale.ROOT);
    if (lower.endsWith(".json")) {
      return vex(bytes, name);
    }
    if (lower.endsWith(".yaml") || lower.endsWith(".yml")) {
      return new SuppressionSource(
          name, new WhitelistFile(rules).read(bytes, name, now), 0, List.of());
    }
    return new SuppressionSource(name, IgnoreFile.read(bytes, name, now), 0, List.of());
  }

  /** VEX, whatever the file's name. */
  public static SuppressionSource vex(byte[] bytes, String name) throws IOException {
    VexDocument document = VexReader.read(bytes, name);
    return new SuppressionSource(
        document.id(), document.entries(), document.skipped(), document.skipReasons());
  }

  /** Bytes of a file, at most those of the largest source and one more. */
  public static byte[] bytes(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return in.readNBytes(VexReader.MAX_BYTES + 1);
    }
  }
}
