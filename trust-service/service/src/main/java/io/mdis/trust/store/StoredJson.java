package io.mdis.trust.store;

import io.mdis.trust.protocol.ProtocolException;
import io.mdis.trust.protocol.TrustJson;
import java.nio.charset.StandardCharsets;

/** Messages as texts in documents: a signed one must come back byte for byte. */
final class StoredJson {
  private StoredJson() {}

  static String text(Object message) {
    return new String(TrustJson.write(message), StandardCharsets.UTF_8);
  }

  /** What a field holds; throws MALFORMED, also when there is nothing. */
  static <T> T read(Object stored, Class<T> type) throws ProtocolException {
    return TrustJson.read(String.valueOf(stored).getBytes(StandardCharsets.UTF_8), type);
  }
}
