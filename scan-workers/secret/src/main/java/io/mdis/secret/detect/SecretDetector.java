package io.mdis.secret.detect;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Finds credentials in text, in time linear in its length and memory that does not depend on it.
 * Safe for use by several threads.
 */
public final class SecretDetector {
  private final SecretRules rules;
  private final SecretHash hash;
  private final Queue<SecretPass> idle = new ConcurrentLinkedQueue<>();

  /** Looks by rules, names by a key. */
  public SecretDetector(SecretRules rules, SecretHash hash) {
    this.rules = rules;
    this.hash = hash;
  }

  /** The rules that it looks by. */
  public SecretRules rules() {
    return rules;
  }

  /** What names the values. */
  public SecretHash hash() {
    return hash;
  }

  /**
   * Reads a stream to its end.
   *
   * @throws IOException what the stream throws; InterruptedIOException when interrupted
   */
  public FileSecrets find(InputStream in, SecretSource source) throws IOException {
    SecretPass pass = idle.poll();
    if (pass == null) {
      pass = new SecretPass(rules);
    }
    FileSecrets found = pass.run(in, source, hash);
    idle.add(pass);
    return found;
  }

  /** The same for a text at hand. */
  public FileSecrets find(String text, SecretSource source) {
    try {
      return find(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), source);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
