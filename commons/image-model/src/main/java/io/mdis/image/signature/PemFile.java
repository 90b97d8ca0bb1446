package io.mdis.image.signature;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** Blocks of a PEM file (RFC 7468). */
record PemFile(Path file, List<Block> blocks) {
  private static final int MAX_BYTES = 64 << 10;
  private static final String BEGIN = "-----BEGIN ";
  private static final String END = "-----END ";
  private static final String DASHES = "-----";

  /** One block: its label, such as {@code PUBLIC KEY}, and its content. */
  @SuppressWarnings("ArrayRecordComponent") // Never compared; the bytes are only read.
  record Block(String label, byte[] content) {
    @Override
    public String toString() {
      return "Block[" + label + "]";
    }
  }

  /** Reads a file; what stands between the blocks is ignored. Throws IOException naming it. */
  static PemFile read(Path file) throws IOException {
    byte[] bytes;
    try (InputStream in = Files.newInputStream(file)) {
      bytes = in.readNBytes(MAX_BYTES + 1);
    } catch (java.nio.file.NoSuchFileException e) {
      throw new IOException("no key file " + file, e);
    }
    if (bytes.length > MAX_BYTES) {
      throw new IOException(file + " is no key file: it has more than " + MAX_BYTES + " bytes");
    }
    List<Block> blocks = new ArrayList<>();
    String label = null;
    StringBuilder content = new StringBuilder();
    for (String line : new String(bytes, StandardCharsets.US_ASCII).lines().toList()) {
      String text = line.strip();
      if (text.startsWith(BEGIN) && text.endsWith(DASHES)) {
        label = text.substring(BEGIN.length(), text.length() - DASHES.length());
        content.setLength(0);
      } else if (label != null && text.startsWith(END)) {
        blocks.add(new Block(label, decoded(content.toString(), file)));
        label = null;
      } else if (label != null) {
        content.append(text);
      }
    }
    if (label != null) {
      throw new IOException(file + " is cut off: a block \"" + label + "\" has no end");
    }
    return new PemFile(file, List.copyOf(blocks));
  }

  private static byte[] decoded(String base64, Path file) throws IOException {
    try {
      return Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException e) {
      // The cause would quote a private key.
      throw new IOException(file + " holds a block that is no base64; write it as plain PEM");
    }
  }
}
