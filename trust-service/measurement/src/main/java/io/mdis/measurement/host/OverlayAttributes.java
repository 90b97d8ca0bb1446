package io.mdis.measurement.host;

import io.mdis.image.tar.ByteString;
import io.mdis.measurement.Netstrings;
import io.mdis.measurement.Sha384;
import io.mdis.measurement.tree.ExtendedAttributes;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.SortedMap;

/**
 * A digest over every attribute of overlayfs in a layer, also those that LTD1 leaves out because
 * the host's kernel makes them: SHA-384 over {@code LOX1}, a line feed, and path, name and value of
 * each as netstrings, in the order of the paths.
 */
final class OverlayAttributes {
  private final MessageDigest hasher = Sha384.hasher();
  private final Netstrings fields = new Netstrings();

  OverlayAttributes() {
    hasher.update("LOX1\n".getBytes(StandardCharsets.US_ASCII));
  }

  void add(ByteString path, SortedMap<ByteString, ByteString> xattrs) {
    xattrs.forEach(
        (name, value) -> {
          if (ExtendedAttributes.isOverlay(name)) {
            fields.clear().put(path).put(name).put(value).hash(hasher);
          }
        });
  }

  Sha384 value() {
    return Sha384.of(hasher);
  }
}
