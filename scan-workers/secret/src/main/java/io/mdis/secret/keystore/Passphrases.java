package io.mdis.secret.keystore;

import io.mdis.secret.password.CommonPasswords;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.bouncycastle.asn1.misc.MiscObjectIdentifiers;
import org.bouncycastle.asn1.misc.ScryptParams;
import org.bouncycastle.asn1.pkcs.KeyDerivationFunc;
import org.bouncycastle.asn1.pkcs.PBES2Parameters;
import org.bouncycastle.asn1.pkcs.PBKDF2Params;
import org.bouncycastle.asn1.pkcs.PKCS12PBEParams;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;

/** Common passphrases, tried within a bound of work that the file itself cannot raise. */
final class Passphrases {
  /** Iterations that a file may ask for in all tries together: a second or two. */
  private static final long MAX_WORK = 3_000_000;

  private static final List<String> FIRST =
      List.of(
          "",
          "changeit",
          "password",
          "changeme",
          "secret",
          "123456",
          "test",
          "keystore",
          "storepass",
          "keypass",
          "1234",
          "admin",
          "tomcat",
          "notasecret",
          "server",
          "client");

  private Passphrases() {}

  /**
   * The first that fits.
   *
   * @param iterations that each try costs; see {@link #iterations}
   */
  static Optional<String> find(long iterations, Predicate<String> fits) {
    if (iterations < 0) {
      return Optional.empty();
    }
    long left = MAX_WORK;
    long cost = Math.max(iterations, 1000);
    for (String word : FIRST) {
      left -= cost;
      if (left < 0) {
        return Optional.empty();
      }
      if (fits.test(word)) {
        return Optional.of(word);
      }
    }
    for (String word : CommonPasswords.of("")) {
      left -= cost;
      if (left < 0) {
        return Optional.empty();
      }
      if (fits.test(word)) {
        return Optional.of(word);
      }
    }
    return Optional.empty();
  }

  /** What one try costs by an encryption's own parameters; -1 when that can't be told. */
  static long iterations(AlgorithmIdentifier encryption) {
    if (PKCSObjectIdentifiers.id_PBES2.equals(encryption.getAlgorithm())) {
      KeyDerivationFunc function =
          PBES2Parameters.getInstance(encryption.getParameters()).getKeyDerivationFunc();
      return derivation(new AlgorithmIdentifier(function.getAlgorithm(), function.getParameters()));
    }
    if (encryption.getAlgorithm().on(PKCSObjectIdentifiers.pkcs_12PbeIds)) {
      return PKCS12PBEParams.getInstance(encryption.getParameters()).getIterations().longValue();
    }
    return -1;
  }

  /** The same of a key derivation alone. */
  static long derivation(AlgorithmIdentifier function) {
    if (PKCSObjectIdentifiers.id_PBKDF2.equals(function.getAlgorithm())) {
      long count =
          PBKDF2Params.getInstance(function.getParameters()).getIterationCount().longValue();
      return count < 0 || count > MAX_WORK ? -1 : count;
    }
    if (MiscObjectIdentifiers.id_scrypt.equals(function.getAlgorithm())) {
      ScryptParams scrypt = ScryptParams.getInstance(function.getParameters());
      long n = scrypt.getCostParameter().longValue();
      boolean small =
          n > 0
              && n <= 1 << 15
              && scrypt.getBlockSize().longValue() <= 8
              && scrypt.getParallelizationParameter().longValue() <= 2;
      return small ? 8 * n : -1;
    }
    return -1;
  }
}
