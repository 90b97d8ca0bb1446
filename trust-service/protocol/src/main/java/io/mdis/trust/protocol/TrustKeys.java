package io.mdis.trust.protocol;

import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The keys whose statements are believed. Safe for use by many threads. */
public final class TrustKeys {
  /** Most keys of one service: those that sign, and the retired ones. */
  public static final int MAX_KEYS = 64;

  private final List<TrustKey> all;
  private final Map<String, Usable> byId = new HashMap<>();

  private record Usable(TrustKey key, PublicKey javaKey) {}

  /** Throws MALFORMED for a key that can't be used: it must not be passed over in silence. */
  public TrustKeys(List<TrustKey> keys) throws ProtocolException {
    if (keys.isEmpty() || keys.size() > MAX_KEYS) {
      throw new ProtocolException(
          ProtocolProblem.MALFORMED,
          "1 to " + MAX_KEYS + " keys can be trusted, not " + keys.size());
    }
    this.all = List.copyOf(keys);
    for (TrustKey key : all) {
      try {
        byId.put(key.keyId(), new Usable(key, key.javaKey()));
      } catch (GeneralSecurityException | IllegalArgumentException e) {
        throw new ProtocolException(
            ProtocolProblem.MALFORMED,
            "key " + key.keyId() + " can't be used: " + e.getMessage(),
            e);
      }
    }
  }

  /** As they were given. */
  public List<TrustKey> all() {
    return all;
  }

  /**
   * The statement in an envelope, once a key that may sign such statements has signed it. Throws
   * WRONG_STATEMENT or UNTRUSTED_SIGNATURE.
   */
  public byte[] open(Envelope envelope, StatementType type) throws ProtocolException {
    if (!type.mediaType().equals(envelope.payloadType())) {
      throw new ProtocolException(
          ProtocolProblem.WRONG_STATEMENT, "a statement that isn't a " + type + " stands for one");
    }
    byte[] payload = envelope.payload().toBytes();
    byte[] signed = Envelope.toBeSigned(envelope.payloadType(), payload);
    for (Envelope.Signature signature : envelope.signatures()) {
      Usable by = byId.get(signature.keyId());
      if (by != null
          && by.key().signs().contains(type)
          && TrustKey.verifies(
              by.javaKey(), by.key().algorithm(), signed, signature.sig().toBytes())) {
        return payload;
      }
    }
    throw new ProtocolException(
        ProtocolProblem.UNTRUSTED_SIGNATURE, "no key trusted for it has signed the " + type);
  }

  /** The baseline in an envelope; throws also MALFORMED. */
  public Baseline baseline(Envelope envelope) throws ProtocolException {
    return TrustJson.read(open(envelope, StatementType.BASELINE), Baseline.class);
  }

  /** The verdict in an envelope; throws also MALFORMED. */
  public Verdict verdict(Envelope envelope) throws ProtocolException {
    return TrustJson.read(open(envelope, StatementType.VERDICT), Verdict.class);
  }
}
