package io.mdis.trust.protocol;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.mdis.image.tar.ByteString;
import io.mdis.measurement.Sha384;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/**
 * A signed statement, in the form of DSSE (Dead Simple Signing Envelope, protocol and envelope
 * 1.0). The payload travels as the very bytes that were signed, so nothing depends on how JSON is
 * written.
 *
 * @param payloadType media type of a {@link StatementType}
 * @param payload bytes of the statement
 * @param signatures one or more, each by another key
 */
public record Envelope(String payloadType, ByteString payload, List<Signature> signatures) {
  /** Most signatures that are looked at. */
  public static final int MAX_SIGNATURES = 8;

  /**
   * One signature.
   *
   * @param keyId which key is said to have made it, see {@link TrustKey#keyId}
   * @param sig the signature
   */
  public record Signature(@JsonProperty("keyid") String keyId, ByteString sig) {
    /** Both are there; throws NullPointerException. */
    public Signature {
      Objects.requireNonNull(keyId, "keyid");
      Objects.requireNonNull(sig, "sig");
    }
  }

  /** The signatures are kept as they are; throws when a part is missing. */
  public Envelope {
    Objects.requireNonNull(payloadType, "payloadType");
    Objects.requireNonNull(payload, "payload");
    signatures = List.copyOf(signatures);
    if (signatures.isEmpty() || signatures.size() > MAX_SIGNATURES) {
      throw new IllegalArgumentException("an envelope has 1 to " + MAX_SIGNATURES + " signatures");
    }
  }

  /** A statement signed with a key. */
  public static Envelope sign(StatementType type, byte[] payload, Signer signer) {
    byte[] signature = signer.sign(toBeSigned(type.mediaType(), payload));
    return new Envelope(
        type.mediaType(),
        ByteString.of(payload),
        List.of(new Signature(signer.keyId(), ByteString.of(signature))));
  }

  /** SHA-384 of the payload: the name of this very statement. */
  public Sha384 statement() {
    return Sha384.of(payload.toBytes());
  }

  /**
   * PAE of DSSE: {@code "DSSEv1" SP LEN(type) SP type SP LEN(body) SP body}, lengths in decimal.
   * These are the bytes that are signed.
   */
  static byte[] toBeSigned(String type, byte[] payload) {
    byte[] name = type.getBytes(StandardCharsets.UTF_8);
    byte[] head =
        ("DSSEv1 " + name.length + " " + type + " " + payload.length + " ")
            .getBytes(StandardCharsets.UTF_8);
    byte[] all = new byte[head.length + payload.length];
    System.arraycopy(head, 0, all, 0, head.length);
    System.arraycopy(payload, 0, all, head.length, payload.length);
    return all;
  }
}
