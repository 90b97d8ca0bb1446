package io.mdis.trust.key;

import io.mdis.trust.TrustException;
import io.mdis.trust.TrustProblem;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.bouncycastle.util.io.pem.PemObject;
import org.bouncycastle.util.io.pem.PemWriter;

/** Keys in PEM files (RFC 7468). Messages name the file and never quote what is in it. */
public final class PemKeys {
  private static final int MAX_BYTES = 64 << 10;

  private PemKeys() {}

  /** The one private key of a file, unencrypted PKCS#8 or SEC 1; throws KEYS. */
  public static PrivateKeyInfo privateKey(Path file) throws IOException {
    for (Object object : objects(file)) {
      if (object instanceof PrivateKeyInfo key) {
        return key;
      }
      if (object instanceof PEMKeyPair pair) {
        return pair.getPrivateKeyInfo();
      }
    }
    throw problem(
        file,
        "has no private key that can be read; write it as plain PKCS#8: openssl pkcs8 -topk8"
            + " -nocrypt -in FILE",
        null);
  }

  /** Every public key of a file, at least one; throws KEYS. */
  public static List<PublicKey> publicKeys(Path file) throws IOException {
    List<PublicKey> keys = new ArrayList<>();
    for (Object object : objects(file)) {
      if (!(object instanceof SubjectPublicKeyInfo key)) {
        throw problem(file, "holds something else than blocks \"PUBLIC KEY\"", null);
      }
      keys.add(new JcaPEMKeyConverter().getPublicKey(key));
    }
    if (keys.isEmpty()) {
      throw problem(file, "has no block \"PUBLIC KEY\"", null);
    }
    return keys;
  }

  /** One PEM block. */
  public static String pem(String label, byte[] der) {
    StringWriter text = new StringWriter();
    try (PemWriter out = new PemWriter(text)) {
      out.writeObject(new PemObject(label, der));
    } catch (IOException e) {
      throw new IllegalStateException("memory can be written to", e);
    }
    return text.toString();
  }

  /** Text of a small file; throws KEYS when there is none or it is too large. */
  public static String text(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] bytes = in.readNBytes(MAX_BYTES + 1);
      if (bytes.length > MAX_BYTES) {
        throw problem(file, "has more than " + MAX_BYTES + " bytes", null);
      }
      return new String(bytes, StandardCharsets.UTF_8);
    } catch (NoSuchFileException e) {
      throw problem(file, "isn't there", e);
    }
  }

  private static List<Object> objects(Path file) throws IOException {
    List<Object> objects = new ArrayList<>();
    try (PEMParser parser = new PEMParser(new StringReader(text(file)))) {
      Object object = parser.readObject();
      while (object != null) {
        objects.add(object);
        object = parser.readObject();
      }
    } catch (TrustException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      // The cause may quote the key.
      throw problem(file, "can't be read as PEM", null);
    }
    return objects;
  }

  private static TrustException problem(Path file, String what, Throwable cause) {
    return new TrustException(TrustProblem.KEYS, "key file " + file + " " + what, cause);
  }
}
