package io.mdis.suppression.file;

import io.mdis.suppression.EntryIds;
import io.mdis.suppression.InvalidSuppressionException;
import io.mdis.suppression.Origin;
import io.mdis.suppression.Suppression;
import io.mdis.suppression.SuppressionRules;
import io.mdis.suppression.SuppressionScope;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The file {@code .mdisignore}: a line each of an id, a {@code sha256:…}, or {@code path:GLOB
 * dimension:NAME}, optionally followed by {@code exp:2026-12-31}, {@code verdict:false_positive}
 * and a package name or purl. What stands after {@code #} in the line, or else in the comment lines
 * right above, is the reason.
 */
public final class IgnoreFile {
  /** Name of the file that is read when no other is named. */
  public static final String NAME = ".mdisignore";

  private static final int MAX_BYTES = 1 << 20;
  private static final int LONGEST_LINE = 4_000;
  private static final int LONGEST_REASON = 1_000;

  private IgnoreFile() {}

  /**
   * Reads a file; of two lines that say the same the last counts.
   *
   * @param name of it, for messages and as the source of the entries
   * @throws SuppressionFileException naming the line at fault
   */
  public static List<Suppression> read(byte[] bytes, String name, Instant now) throws IOException {
    if (bytes.length > MAX_BYTES) {
      throw new SuppressionFileException(
          name, "it has " + bytes.length + " bytes; at most " + MAX_BYTES + " are read");
    }
    Map<String, Suppression> entries = new LinkedHashMap<>();
    StringBuilder above = new StringBuilder();
    int number = 0;
    for (String line : text(bytes, name).lines().toList()) {
      number++;
      String content = line.strip();
      if (content.length() > LONGEST_LINE) {
        throw new SuppressionFileException(
            name, number, "the line has more than " + LONGEST_LINE + " characters");
      }
      if (content.startsWith("#")) {
        remember(above, content.substring(1).strip());
        continue;
      }
      if (!content.isEmpty()) {
        Suppression entry = entry(content, above.toString(), name, number, now);
        entries.put(entry.id(), entry);
      }
      above.setLength(0);
    }
    return List.copyOf(entries.values());
  }

  private static Suppression entry(
      String content, String above, String name, int number, Instant now)
      throws SuppressionFileException {
    // A purl may have '#' inside, so only one after a space begins a comment.
    int comment = content.indexOf(" #");
    String reason = comment < 0 ? above : content.substring(comment + 2).strip();
    String[] words = (comment < 0 ? content : content.substring(0, comment)).strip().split("\\s+");
    try {
      IgnoreLine line = IgnoreLine.of(words);
      SuppressionScope scope = line.scope();
      return SuppressionRules.DEFAULT.kept(
          new Suppression(
              EntryIds.of(Origin.IGNORE_FILE, name, scope),
              scope,
              line.verdict(),
              reason.isEmpty() ? "listed in " + name : shortened(reason),
              null,
              null,
              null,
              line.expires(),
              Origin.IGNORE_FILE,
              name),
          now);
    } catch (InvalidSuppressionException | IllegalArgumentException e) {
      throw new SuppressionFileException(name, number, e.getMessage());
    }
  }

  private static void remember(StringBuilder above, String comment) {
    if (above.length() < LONGEST_REASON && !comment.isEmpty()) {
      above.append(above.isEmpty() ? "" : " ").append(comment);
    }
  }

  private static String shortened(String reason) {
    String clean = reason.replaceAll("\\p{Cntrl}", " ");
    return clean.length() <= LONGEST_REASON ? clean : clean.substring(0, LONGEST_REASON) + "…";
  }

  private static String text(byte[] bytes, String name) throws SuppressionFileException {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new SuppressionFileException(name, "it is not UTF-8 text");
    }
  }
}
