package io.mdis.report.notify.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.mdis.contracts.Severity;
import io.mdis.report.Seed;
import io.mdis.report.alert.Alert;
import io.mdis.report.alert.AlertMessages;
import io.mdis.report.notify.DeliveryException;
import io.mdis.report.notify.Notification;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class SyslogChannelTest {
  private static final Instant NOW = Instant.parse("2026-11-02T10:00:00Z");
  private static final Duration LIMIT = Duration.ofSeconds(5);
  private static final Notification NOTIFICATION =
      new Notification(
          "n1",
          NOW,
          false,
          List.of(
              Alert.of(AlertMessages.tampered(Seed.digest(1), "a=b|c\\d\nhost", NOW)),
              Alert.of(AlertMessages.found(Seed.digest(1), "CVE-2026-1", Severity.HIGH, NOW))));

  @Test
  void framesEachMessageOverTcp() throws Exception {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      channel("tcp", server.getLocalPort()).send(NOTIFICATION);
      try (Socket accepted = server.accept()) {
        byte[] got = accepted.getInputStream().readAllBytes();
        String text = new String(got, StandardCharsets.UTF_8);
        int length = Integer.parseInt(text.substring(0, text.indexOf(' ')));
        String first = text.substring(text.indexOf(' ') + 1, text.indexOf(' ') + 1 + length);
        assertThat(first)
            .startsWith("<132>1 2026-11-02T10:00:00Z web-1 mdis - alert - CEF:0|MDIS|MDIS|1.0|")
            .contains("|trust.tampered|Title of usr/bin/<app>@a=b\\|c\\\\d host|5|")
            .contains(" dhost=a\\=b|c\\\\d host ")
            .contains(" filePath=usr/bin/<app> ")
            .doesNotContain("\n");
        assertThat(text.substring(length + 1)).contains("<131>1 ").contains("cs2=CVE-2026-1");
      }
    }
  }

  @Test
  void sendsADatagramForEachMessageOverUdp() throws Exception {
    try (DatagramSocket server = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
      server.setSoTimeout(5_000);
      channel("udp", server.getLocalPort()).send(NOTIFICATION);
      DatagramPacket packet = new DatagramPacket(new byte[9_000], 9_000);
      server.receive(packet);
      assertThat(new String(packet.getData(), 0, packet.getLength(), StandardCharsets.UTF_8))
          .startsWith("<132>1 ")
          .contains("rt=" + NOW.toEpochMilli());
      server.receive(packet);
    }
  }

  @Test
  void tellsThatNobodyListens() throws Exception {
    int port;
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = server.getLocalPort();
    }
    assertThat(
            catchThrowableOfType(
                DeliveryException.class, () -> channel("tcp", port).send(NOTIFICATION)))
        .hasMessageContaining("can't be reached");
  }

  @Test
  void takesNoPlainPeerForATlsOne() throws Exception {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Thread.ofVirtual()
          .start(
              () -> {
                try (Socket accepted = server.accept()) {
                  accepted.getOutputStream().write("hello\r\n".getBytes(StandardCharsets.US_ASCII));
                  accepted.getInputStream().readAllBytes();
                } catch (java.io.IOException e) {
                  // the other side went away, as it should
                }
              });
      assertThat(
              catchThrowableOfType(
                  DeliveryException.class,
                  () -> channel("tls", server.getLocalPort()).send(NOTIFICATION)))
          .isNotNull();
    }
  }

  private static SyslogChannel channel(String scheme, int port) {
    return new SyslogChannel(URI.create(scheme + "://127.0.0.1:" + port), "web-1", "1.0", LIMIT);
  }
}
