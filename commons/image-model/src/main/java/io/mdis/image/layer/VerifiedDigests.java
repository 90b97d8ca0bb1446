package io.mdis.image.layer;

import io.mdis.contracts.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.Set;

/**
 * Digests of blobs that were read, checked and found to hold a stored layer; one a line in a file
 * beside it. A line that is no digest counts for nothing: the blob is checked once more.
 */
record VerifiedDigests(Path file) {
  private static final int MAX_LINES = 64;
  private static final int MAX_BYTES = MAX_LINES * 160;

  boolean has(Digest digest) throws IOException {
    return read().contains(digest);
  }

  /** Adds it unless it is there or the file is full. */
  void add(Digest digest) throws IOException {
    Set<Digest> known = read();
    if (known.contains(digest) || known.size() >= MAX_LINES) {
      return;
    }
    Files.writeString(file, digest + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  private Set<Digest> read() throws IOException {
    Set<Digest> digests = new HashSet<>();
    try (InputStream in = Files.newInputStream(file)) {
      String text = new String(in.readNBytes(MAX_BYTES), StandardCharsets.US_ASCII);
      text.lines().limit(MAX_LINES).forEach(line -> addParsed(line, digests));
    } catch (NoSuchFileException e) {
      // Nothing was verified yet.
      return Set.of();
    }
    return digests;
  }

  private static void addParsed(String line, Set<Digest> digests) {
    try {
      digests.add(Digest.parse(line));
    } catch (IllegalArgumentException e) {
      // Cut short or overwritten on disk: it vouches for no blob.
      return;
    }
  }
}
