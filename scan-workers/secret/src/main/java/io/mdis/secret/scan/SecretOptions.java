package io.mdis.secret.scan;

import io.mdis.content.ArchiveLimits;

/**
 * How an image is looked through.
 *
 * @param threads that work on one layer, 1 to 64
 * @param programs whether machine code and byte code is looked through as well, for what has a
 *     telling shape only
 * @param archives bounds of what is unpacked of one file
 * @param passwordTries hashes of SHA-512 that are computed for one file of accounts, or work of
 *     that cost
 */
public record SecretOptions(
    int threads, boolean programs, ArchiveLimits archives, int passwordTries) {

  /** Two threads, no programs, archives three deep, 1,000 tries. */
  public static final SecretOptions DEFAULT =
      new SecretOptions(2, false, new ArchiveLimits(3, 50_000, 1L << 30, 250, 80 << 20), 1000);

  /** Names what changes results. */
  String fingerprint() {
    return programs
        + ","
        + archives.maxDepth()
        + ","
        + archives.maxMembers()
        + ","
        + archives.maxBytes()
        + ","
        + passwordTries;
  }
}
