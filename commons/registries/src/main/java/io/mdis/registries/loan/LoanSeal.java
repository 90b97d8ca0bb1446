package io.mdis.registries.loan;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/**
 * Seals logins by AES-256-GCM (NIST SP 800-38D). What the loan is for is authenticated with it: a
 * sealed login that is moved to another loan, or whose loan is changed to another registry or a
 * later end, does not open.
 *
 * <p>Form: a byte 1, a random nonce of 12 bytes, the ciphertext with its tag of 16 bytes. Random
 * nonces are good for 2^32 loans by one key.
 */
public final class LoanSeal {
  private static final byte FORM = 1;
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;
  private static final int LEAST_BYTES = 1 + NONCE_BYTES + TAG_BITS / 8;

  private final LoanKeys keys;
  private final SecureRandom random = new SecureRandom();

  /** Seals by the first of the keys. */
  public LoanSeal(LoanKeys keys) {
    this.keys = keys;
  }

  /** The login, of use only with this very loan. */
  public byte[] seal(Loan loan, String authorization) {
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    try {
      Cipher cipher = cipher(Cipher.ENCRYPT_MODE, keys.sealing(), nonce, loan);
      byte[] sealed = cipher.doFinal(authorization.getBytes(StandardCharsets.UTF_8));
      return ByteBuffer.allocate(1 + NONCE_BYTES + sealed.length)
          .put(FORM)
          .put(nonce)
          .put(sealed)
          .array();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has AES/GCM", e);
    }
  }

  /** The login; empty when none of the keys opens it, or it was sealed for another loan. */
  public Optional<String> open(Loan loan, byte[] sealed) {
    if (sealed.length < LEAST_BYTES || sealed[0] != FORM) {
      return Optional.empty();
    }
    byte[] nonce = new byte[NONCE_BYTES];
    ByteBuffer.wrap(sealed, 1, NONCE_BYTES).get(nonce);
    for (SecretKey key : keys.opening()) {
      try {
        Cipher cipher = cipher(Cipher.DECRYPT_MODE, key, nonce, loan);
        int start = 1 + NONCE_BYTES;
        byte[] opened = cipher.doFinal(sealed, start, sealed.length - start);
        return Optional.of(new String(opened, StandardCharsets.UTF_8));
      } catch (AEADBadTagException notThisKey) {
        // The next one, or none.
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException("every Java platform has AES/GCM", e);
      }
    }
    return Optional.empty();
  }

  private static Cipher cipher(int mode, SecretKey key, byte[] nonce, Loan loan)
      throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(purpose(loan));
    return cipher;
  }

  /** None of the parts holds a line break: each was checked against its grammar. */
  private static byte[] purpose(Loan loan) {
    return String.join(
            "\n",
            "mdis registry loan 1",
            loan.event(),
            loan.registry(),
            loan.repository(),
            loan.digest().toString(),
            Long.toString(loan.until().toEpochMilli()))
        .getBytes(StandardCharsets.UTF_8);
  }
}
