package io.mdis.secret.keystore;

import io.mdis.secret.password.CommonPasswords;
import java.math.BigInteger;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.bouncycastle.asn1.misc.MiscObjectIdentifiers;
import org.bouncycastle.asn1.misc.ScryptParams;
import org.bouncycastle.asn1.pkcs.KeyDerivationFunc;
import org.bouncycastle.asn1.pkcs.PBES2Parameters;
import org.bouncycastle.asn1.pkcs.PBKDF2Params;
import org.bouncycastle.asn1.pkcs.PKCS12PBEParams;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.InputDecryptorProvider;
import org.bouncycastle.pkcs.PKCS8EncryptedPrivateKeyInfo;
import org.bouncycastle.pkcs.PKCSException;
import org.bouncycastle.pkcs.jcajce.JcePKCSPBEInputDecryptorProviderBuilder;

/** Common passphrases, tried within a bound of work that the file itself cannot raise. */
final class Passphrases {
  /** Iterations that a file may ask for in all tries together: a few seconds. */
  private static final long MAX_WORK = 1_600_000;

  /** Bytes that are hashed or decrypted in the time of an iteration. */
  static final int BYTES_OF_ITERATION = 128;

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

  /** Makes what Java itself has not. */
  static final BouncyCastleProvider PROVIDER = new BouncyCastleProvider();

  private Passphrases() {}

  /**
   * What came of trying.
   *
   * @param word that fits
   * @param tried whether all were tried, for a person
   */
  record Trial(Optional<String> word, String tried) {}

  /**
   * The first that fits.
   *
   * @param iterations that each try costs; see {@link #iterations}
   */
  static Trial find(long iterations, Predicate<String> fits) {
    if (iterations < 0 || iterations > MAX_WORK) {
      return new Trial(
          Optional.empty(), "no: how it derives keys is unknown here or costs too much");
    }
    long left = MAX_WORK;
    long cost = Math.max(iterations, 1000);
    for (String word : words()) {
      left -= cost;
      if (left < 0) {
        return new Trial(Optional.empty(), "in part: the bound of work was met");
      }
      if (fits.test(word)) {
        return new Trial(Optional.of(word), "yes");
      }
    }
    return new Trial(Optional.empty(), "yes");
  }

  /** The same for a key as PKCS #8 encrypts it. */
  static Trial find(PKCS8EncryptedPrivateKeyInfo key) {
    return find(
        iterations(key.toASN1Structure().getEncryptionAlgorithm()),
        word -> {
          try {
            key.decryptPrivateKeyInfo(decryptor(word.toCharArray()));
            return true;
          } catch (PKCSException | RuntimeException e) {
            return false;
          }
        });
  }

  /** What opens that which a password was made the key of. */
  static InputDecryptorProvider decryptor(char[] word) {
    return new JcePKCSPBEInputDecryptorProviderBuilder().setProvider(PROVIDER).build(word);
  }

  private static Set<String> words() {
    Set<String> words = new LinkedHashSet<>(FIRST);
    words.addAll(CommonPasswords.of(""));
    return words;
  }

  /** Whether what costs so much may be done once. */
  static boolean isBearable(long iterations) {
    return iterations >= 0 && iterations <= MAX_WORK;
  }

  /** Whether that is a way of encrypting with a password. */
  static boolean isEncryption(AlgorithmIdentifier encryption) {
    return encryption.getAlgorithm().on(PKCSObjectIdentifiers.pkcs_5)
        || encryption.getAlgorithm().on(PKCSObjectIdentifiers.pkcs_12PbeIds);
  }

  /** What one try costs by an encryption's own parameters; -1 when that can't be told. */
  static long iterations(AlgorithmIdentifier encryption) {
    if (PKCSObjectIdentifiers.id_PBES2.equals(encryption.getAlgorithm())) {
      KeyDerivationFunc function =
          PBES2Parameters.getInstance(encryption.getParameters()).getKeyDerivationFunc();
      return derivation(new AlgorithmIdentifier(function.getAlgorithm(), function.getParameters()));
    }
    if (encryption.getAlgorithm().on(PKCSObjectIdentifiers.pkcs_12PbeIds)) {
      return bounded(PKCS12PBEParams.getInstance(encryption.getParameters()).getIterations());
    }
    return -1;
  }

  /** The same of a key derivation alone. */
  static long derivation(AlgorithmIdentifier function) {
    if (PKCSObjectIdentifiers.id_PBKDF2.equals(function.getAlgorithm())) {
      return bounded(PBKDF2Params.getInstance(function.getParameters()).getIterationCount());
    }
    if (MiscObjectIdentifiers.id_scrypt.equals(function.getAlgorithm())) {
      ScryptParams scrypt = ScryptParams.getInstance(function.getParameters());
      long n = bounded(scrypt.getCostParameter());
      long r = bounded(scrypt.getBlockSize());
      long p = bounded(scrypt.getParallelizationParameter());
      boolean small = n > 0 && n <= 1 << 15 && r > 0 && r <= 8 && p > 0 && p <= 2;
      return small ? 8 * n : -1;
    }
    return -1;
  }

  /** A number that a file names; -1 for what is none or above all bounds. */
  private static long bounded(BigInteger number) {
    return number.signum() < 0 || number.bitLength() > 31 || number.longValue() > MAX_WORK
        ? -1
        : number.longValue();
  }
}
