package io.mdis.image.registry;

import java.net.Inet4Address;
import java.net.InetAddress;

/** Tells addresses of the internet from those of a host, a link or an organisation. */
final class PublicAddress {
  private PublicAddress() {}

  static boolean is(InetAddress address) {
    if (address.isAnyLocalAddress()
        || address.isLoopbackAddress()
        || address.isLinkLocalAddress()
        || address.isSiteLocalAddress()
        || address.isMulticastAddress()) {
      return false;
    }
    byte[] b = address.getAddress();
    int first = b[0] & 0xff;
    int second = b[1] & 0xff;
    if (address instanceof Inet4Address) {
      boolean shared = first == 100 && second >= 64 && second < 128;
      boolean benchmark = first == 198 && (second == 18 || second == 19);
      return first != 0 && first < 240 && !shared && !benchmark && !(first == 192 && second == 0);
    }
    // Only 2000::/3 is routed; 6to4, Teredo and NAT64 (64:ff9b::) carry an IPv4 address inside.
    boolean tunnel =
        (first == 0x20 && second == 0x02)
            || (first == 0x20 && second == 0x01 && b[2] == 0 && b[3] == 0);
    return (first & 0xe0) == 0x20 && !tunnel;
  }
}
