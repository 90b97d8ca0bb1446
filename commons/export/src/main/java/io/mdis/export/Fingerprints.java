package io.mdis.export;

import io.mdis.contracts.Finding;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;

/**
 * Tells findings of one image from one another and the same again in its next build: neither
 * versions, layers nor lines count, for they change while the finding stays. Of several that differ
 * in nothing else the order counts.
 */
public final class Fingerprints {
  private static final int BYTES = 16;

  private final Map<String, Integer> seen = new HashMap<>();

  /**
   * One fingerprint.
   *
   * @param hash of what stays
   * @param number among those of the same hash, from 1
   */
  public record Print(String hash, int number) {
    /** {@code hash:number}. */
    public String text() {
      return hash + ":" + number;
    }
  }

  /** The fingerprint of the next finding of a report. */
  public Print of(Finding finding) {
    String hash = hash(finding);
    return new Print(hash, seen.merge(hash, 1, Integer::sum));
  }

  private static String hash(Finding finding) {
    String what =
        String.join(
            "\n",
            finding.dimension(),
            finding.id(),
            finding.details().getOrDefault("package", ""),
            FindingText.place(finding).orElse(""));
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(what.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
