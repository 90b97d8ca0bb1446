package io.mdis.ingest.application.webhook.proof;

import io.mdis.ingest.application.webhook.PayloadException;
import io.mdis.ingest.application.webhook.PayloadParser;
import io.mdis.ingest.application.webhook.WebhookRequest;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A signature in a header: the hexadecimal HMAC (RFC 2104) of the body.
 *
 * @param algorithm such as {@code HmacSHA256}
 * @param header its name
 * @param prefix before the digits, such as {@code sha256=}; may be empty
 * @param part what is signed
 */
public record HmacProof(String algorithm, String header, String prefix, Part part)
    implements Proof {

  /** What a signature goes over. */
  public enum Part {
    /** The bytes as they came. */
    BODY,
    /** The JSON, which in a form is the value of a field. */
    JSON,
    /** The JSON without the white space between its tokens. */
    COMPACT_JSON
  }

  @Override
  public boolean isGiven(WebhookRequest request, String secret) {
    String presented = request.header(header).orElse("").strip();
    if (!presented.startsWith(prefix) || presented.length() == prefix.length()) {
      return false;
    }
    try {
      byte[] signed =
          switch (part) {
            case BODY -> request.body();
            case JSON -> request.json();
            case COMPACT_JSON -> new PayloadParser().parse(request.json()).compact();
          };
      String expected = prefix + HexFormat.of().formatHex(mac(secret).doFinal(signed));
      return Proof.same(
          expected, prefix + presented.substring(prefix.length()).toLowerCase(Locale.ROOT));
    } catch (PayloadException e) {
      return false;
    }
  }

  private Mac mac(String secret) {
    try {
      Mac mac = Mac.getInstance(algorithm);
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), algorithm));
      return mac;
    } catch (NoSuchAlgorithmException | InvalidKeyException e) {
      throw new IllegalStateException("every Java platform has " + algorithm, e);
    }
  }
}
