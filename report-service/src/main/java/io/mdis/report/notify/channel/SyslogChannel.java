package io.mdis.report.notify.channel;

import io.mdis.contracts.Severity;
import io.mdis.report.alert.Alert;
import io.mdis.report.notify.Channel;
import io.mdis.report.notify.DeliveryException;
import io.mdis.report.notify.Notification;
import io.mdis.report.notify.Wording;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * One syslog message (RFC 5424) for each alert, with CEF in it: over {@code udp} (RFC 5426), {@code
 * tcp} with the length before each message (RFC 6587, section 3.4.1), or {@code tls} (RFC 5425).
 * Syslog acknowledges nothing: over TCP and TLS a message counts as taken when the connection has
 * it, over UDP when it is on its way.
 */
public final class SyslogChannel implements Channel {
  private static final int FACILITY_LOCAL0 = 16;
  private static final int LONGEST_DATAGRAM = 8_192;

  private final URI address;
  private final String hostname;
  private final String version;
  private final Duration limit;

  /**
   * To {@code udp://host:port}, {@code tcp://host:port} or {@code tls://host:port}.
   *
   * @param hostname of this machine, as the messages name it
   * @param version of MDIS
   * @param limit for connecting, and for writing
   */
  public SyslogChannel(URI address, String hostname, String version, Duration limit) {
    this.address = address;
    this.hostname = hostname;
    this.version = version;
    this.limit = limit;
  }

  @Override
  public void send(Notification notification) throws DeliveryException {
    try {
      if (address.getScheme().equals("udp")) {
        datagrams(notification);
      } else {
        stream(notification);
      }
    } catch (IOException e) {
      throw DeliveryException.away("it can't be reached: " + e.getClass().getSimpleName());
    }
  }

  private void datagrams(Notification notification) throws IOException {
    InetAddress host = InetAddress.getByName(address.getHost());
    try (DatagramSocket socket = new DatagramSocket()) {
      for (Alert alert : notification.alerts()) {
        byte[] message =
            Wording.cut(message(notification, alert), LONGEST_DATAGRAM)
                .getBytes(StandardCharsets.UTF_8);
        socket.send(new DatagramPacket(message, message.length, host, address.getPort()));
      }
    }
  }

  private void stream(Notification notification) throws IOException {
    ByteArrayOutputStream frames = new ByteArrayOutputStream();
    for (Alert alert : notification.alerts()) {
      byte[] message = message(notification, alert).getBytes(StandardCharsets.UTF_8);
      frames.writeBytes((message.length + " ").getBytes(StandardCharsets.US_ASCII));
      frames.writeBytes(message);
    }
    try (Socket socket = new Socket()) {
      socket.connect(
          new InetSocketAddress(address.getHost(), address.getPort()), (int) limit.toMillis());
      // A peer that reads nothing would hold the writing for ever.
      Executor later = CompletableFuture.delayedExecutor(limit.toMillis(), TimeUnit.MILLISECONDS);
      later.execute(() -> close(socket));
      try (Socket secured = address.getScheme().equals("tls") ? tls(socket) : socket) {
        secured.getOutputStream().write(frames.toByteArray());
        secured.getOutputStream().flush();
      }
    }
  }

  private Socket tls(Socket plain) throws IOException {
    SSLSocketFactory factory = (SSLSocketFactory) SSLSocketFactory.getDefault();
    SSLSocket socket =
        (SSLSocket) factory.createSocket(plain, address.getHost(), address.getPort(), true);
    SSLParameters parameters = socket.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    socket.setSSLParameters(parameters);
    socket.startHandshake();
    return socket;
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException ignored) {
      // It is closed, or nothing can be done about it.
    }
  }

  private String message(Notification notification, Alert alert) {
    int priority = FACILITY_LOCAL0 * 8 + severity(alert.message().severity());
    return "<%d>1 %s %s mdis - %s - %s"
        .formatted(
            priority,
            notification.at(),
            hostname,
            notification.test() ? "test" : "alert",
            CefMessage.of(alert, version));
  }

  /** RFC 5424, section 6.2.1. */
  private static int severity(Severity severity) {
    return switch (severity) {
      case CRITICAL -> 2;
      case HIGH -> 3;
      case MEDIUM -> 4;
      case LOW -> 5;
      case NEGLIGIBLE, UNKNOWN -> 6;
    };
  }
}
