package io.mdis.secret.keystore;

import io.mdis.content.FileKind;
import io.mdis.secret.detect.CheckHit;
import io.mdis.secret.detect.SecretHash;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Recognises files of keys and certificates and reads them. What the distribution keeps for
 * everybody, bundles of authorities, gives nothing. Safe for use by several threads.
 */
public final class KeyFiles {
  private static final int MAX_BYTES = 4 << 20;
  private static final Set<String> TEXT =
      Set.of("pem", "crt", "cer", "cert", "key", "csr", "p8", "pk8", "ca-bundle", "chain", "ppk");
  private static final Set<String> BINARY =
      Set.of(
          "p12",
          "pfx",
          "der",
          "cer",
          "crt",
          "key",
          "bcfks",
          "jks",
          "jceks",
          "keystore",
          "ks",
          "truststore",
          "pk8",
          "p8");
  private static final List<String> AUTHORITIES =
      List.of(
          "etc/ssl/certs/",
          "usr/share/ca-certificates/",
          "etc/pki/ca-trust/",
          "etc/pki/tls/certs/",
          "usr/local/share/ca-certificates/",
          "etc/ca-certificates/",
          "etc/ssl/cert.pem",
          "usr/share/pki/",
          "etc/pki/java/",
          "etc/ssl1.1/",
          "usr/lib/ssl/",
          "etc/ssl/ca-bundle.pem");

  private final SecretHash hash;

  /** With a key that names values. */
  public KeyFiles(SecretHash hash) {
    this.hash = hash;
  }

  /**
   * Whether a file is one of them.
   *
   * @param head first bytes
   * @param size bytes; of a member of an archive any that is above 0
   */
  public boolean isCandidate(String path, FileKind kind, byte[] head, long size) {
    if (size <= 0 || size > MAX_BYTES || isOfAuthorities(path)) {
      return false;
    }
    String suffix = suffix(path);
    if (kind == FileKind.KEY_STORE) {
      return true;
    }
    if (kind.isText()) {
      return TEXT.contains(suffix) || isHostKey(path) || begins(head, "-----BEGIN CERT");
    }
    return kind == FileKind.BINARY && BINARY.contains(suffix);
  }

  /** What is wrong with a file; nothing for one that is not what it seemed. */
  public List<CheckHit> read(String path, FileKind kind, InputStream in) throws IOException {
    byte[] bytes = in.readNBytes(MAX_BYTES);
    List<CheckHit> hits = new ArrayList<>();
    if (kind.isText()) {
      if (isHostKey(path) && begins(bytes, "-----BEGIN")) {
        String key = new String(bytes, StandardCharsets.ISO_8859_1).strip();
        hits.add(new CheckHit("ssh-host-key", path, 1, "private key", hash.of(key), Map.of()));
        return hits;
      }
      Optional<PuttyKey> putty = PuttyKey.encrypted(new String(bytes, StandardCharsets.ISO_8859_1));
      PemFile pem = new PemFile(path, hash);
      if (putty.isPresent()) {
        pem.tell(putty.get().trial(), hits);
      } else {
        pem.read(bytes, hits);
      }
    } else if (begins(bytes, "\u00fe\u00ed\u00fe\u00ed")
        || begins(bytes, "\u00ce\u00ce\u00ce\u00ce")) {
      new JavaKeyStore(path, hash).read(bytes, hits);
    } else {
      new DerFile(path, hash).read(bytes, hits);
    }
    return hits;
  }

  private static boolean isOfAuthorities(String path) {
    for (String place : AUTHORITIES) {
      if (path.startsWith(place)) {
        return true;
      }
    }
    String name = path.substring(path.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
    return name.equals("cacerts")
        || name.equals("cacert.pem")
        || name.equals("ca-certificates.crt")
        || name.equals("ca-bundle.crt")
        || name.equals("blacklisted.certs");
  }

  private static boolean isHostKey(String path) {
    String name = path.substring(path.lastIndexOf('/') + 1);
    return name.startsWith("ssh_host_") && name.endsWith("_key");
  }

  private static String suffix(String path) {
    int dot = path.lastIndexOf('.');
    return dot < path.lastIndexOf('/') ? "" : path.substring(dot + 1).toLowerCase(Locale.ROOT);
  }

  private static boolean begins(byte[] bytes, String text) {
    if (bytes.length < text.length()) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      if ((bytes[i] & 0xff) != text.charAt(i)) {
        return false;
      }
    }
    return true;
  }
}
