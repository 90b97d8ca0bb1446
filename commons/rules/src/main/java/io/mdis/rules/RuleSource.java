package io.mdis.rules;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/**
 * A file of rules.
 *
 * @param name for messages
 * @param yaml its content
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
public record RuleSource(String name, byte[] yaml) {
  private static final int MAX_BYTES = 2 << 20;

  /**
   * A resource beside a class.
   *
   * @throws InvalidRulesException when there is none, or it has more than 2 MiB
   */
  public static RuleSource resource(Class<?> beside, String name) {
    try (InputStream in = beside.getResourceAsStream(name)) {
      if (in == null) {
        throw new InvalidRulesException(
            name + ": there is no such resource beside " + beside.getName() + "; add it");
      }
      byte[] yaml = in.readNBytes(MAX_BYTES + 1);
      if (yaml.length > MAX_BYTES) {
        throw new InvalidRulesException(
            name + ": has more than " + MAX_BYTES + " bytes; split it into several files");
      }
      return new RuleSource(name, yaml);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
