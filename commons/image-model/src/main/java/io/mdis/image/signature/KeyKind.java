package io.mdis.image.signature;

import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyFactory;
import java.security.interfaces.ECKey;
import java.security.interfaces.EdECKey;
import java.security.spec.EncodedKeySpec;
import java.util.Optional;
import java.util.stream.Stream;

/** Keys that signatures are made with (FIPS 186-5, RFC 8032); no other is taken. */
enum KeyKind {
  P256("SHA256withECDSA"),
  P384("SHA384withECDSA"),
  ED25519("Ed25519");

  private final String signature;

  KeyKind(String signature) {
    this.signature = signature;
  }

  /** Name of the signature algorithm in the Java security standard. */
  String signature() {
    return signature;
  }

  /** Kind of a key; empty when it is none of these. */
  static Optional<KeyKind> of(Key key) {
    return switch (key) {
      case ECKey ec ->
          switch (ec.getParams().getCurve().getField().getFieldSize()) {
            case 256 -> Optional.of(P256);
            case 384 -> Optional.of(P384);
            default -> Optional.empty();
          };
      case EdECKey ed when ed.getParams().getName().equals("Ed25519") -> Optional.of(ED25519);
      default -> Optional.empty();
    };
  }

  /** Makes a key of its encoding. */
  @FunctionalInterface
  interface Maker<K extends Key> {
    K make(KeyFactory factory, EncodedKeySpec spec) throws GeneralSecurityException;
  }

  /** The key that an encoding holds; empty when it is none of these kinds. */
  static <K extends Key> Optional<K> read(EncodedKeySpec spec, Maker<K> maker) {
    return Stream.of("EC", "Ed25519")
        .flatMap(factory -> made(factory, spec, maker).stream())
        .filter(key -> of(key).isPresent())
        .findFirst();
  }

  private static <K extends Key> Optional<K> made(
      String factory, EncodedKeySpec spec, Maker<K> maker) {
    try {
      return Optional.of(maker.make(KeyFactory.getInstance(factory), spec));
    } catch (GeneralSecurityException e) {
      // Of another kind; whoever reads the file says so when it is of none.
      return Optional.empty();
    }
  }
}
