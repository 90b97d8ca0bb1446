package io.mdis.agent.enrol;

import io.mdis.image.tar.ByteString;
import io.mdis.trust.protocol.Enrolled;
import io.mdis.trust.protocol.HostName;

/**
 * What a host shows and whom it believes.
 *
 * @param host its name
 * @param privateKey PKCS#8 in DER
 * @param enrolled certificate, authorities and keys
 */
public record Identity(HostName host, ByteString privateKey, Enrolled enrolled) {
  /** Without the key. */
  @Override
  public String toString() {
    return "Identity[" + host + " until " + enrolled.notAfter() + "]";
  }
}
