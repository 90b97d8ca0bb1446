package io.mdis.suppression;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Ids of entries whose source gives them none: the same entry has the same id each time. */
public final class EntryIds {
  private EntryIds() {}

  /** Of a source and what the entry speaks of. */
  public static String of(Origin origin, String source, SuppressionScope scope) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      String text = origin + "\n" + source + "\n" + scope.key();
      byte[] hash = sha256.digest(text.getBytes(StandardCharsets.UTF_8));
      String kind = origin == Origin.IGNORE_FILE ? "ignore" : origin.label();
      return kind + "-" + HexFormat.of().formatHex(hash, 0, 12);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
