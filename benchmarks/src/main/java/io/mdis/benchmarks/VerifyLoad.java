package io.mdis.benchmarks;

import io.mdis.trust.protocol.Nonce;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;

/**
 * Load from a process of its own: so many connections over mutual TLS, each with one request under
 * way, as fast as the answers come. Every request has its own nonce and time; the time of one is
 * from its first byte sent to its last byte received. An answer that isn't 200 ends the run.
 */
public final class VerifyLoad {
  private static final int CHUNK = 1 << 16;

  private VerifyLoad() {}

  /**
   * Arguments: the folder with {@code root.pem}, {@code host.pem}, {@code host.key} and {@code
   * verify.json}; the port; connections; seconds to warm up; seconds to measure.
   */
  public static void main(String[] arguments) throws Exception {
    Path folder = Path.of(arguments[0]);
    int port = Integer.parseInt(arguments[1]);
    int connections = Integer.parseInt(arguments[2]);
    int warm = Integer.parseInt(arguments[3]);
    int seconds = Integer.parseInt(arguments[4]);
    SSLContext tls = tls(folder);
    String template = Files.readString(folder.resolve("verify.json"));
    List<Connection> open = new ArrayList<>();
    for (int i = 0; i < connections; i++) {
      open.add(new Connection((SSLSocket) tls.getSocketFactory().createSocket("localhost", port)));
    }
    round("warm-up", open, warm, template);
    System.out.println("begin");
    round("verify", open, seconds, template);
    System.out.println("end");
    round("warm-up", open, Math.max(2, warm / 4), null);
    round("keys", open, Math.max(3, seconds / 4), null);
    for (Connection one : open) {
      one.socket.close();
    }
  }

  private static void round(String name, List<Connection> connections, int seconds, String template)
      throws InterruptedException, ExecutionException {
    long end = System.nanoTime() + seconds * 1_000_000_000L;
    List<Callable<long[]>> loops = new ArrayList<>();
    for (Connection one : connections) {
      loops.add(() -> one.loop(end, template));
    }
    long start = System.nanoTime();
    List<long[]> all = new ArrayList<>();
    try (var threads = Executors.newFixedThreadPool(connections.size())) {
      for (Future<long[]> one : threads.invokeAll(loops)) {
        all.add(one.get());
      }
    }
    double took = (System.nanoTime() - start) / 1e9;
    long[] times = all.stream().flatMapToLong(Arrays::stream).sorted().toArray();
    System.out.printf(
        Locale.ROOT,
        "%s %d %.3f %.2f %.2f %.2f%n",
        name,
        times.length,
        took,
        times[times.length / 2] / 1e6,
        times[(int) (times.length * 0.99)] / 1e6,
        times[times.length - 1] / 1e6);
  }

  /** One connection, kept for the whole run. */
  private static final class Connection {
    private final SSLSocket socket;
    private final OutputStream out;
    private final InputStream in;

    Connection(SSLSocket socket) throws IOException {
      this.socket = socket;
      socket.setTcpNoDelay(true);
      socket.startHandshake();
      this.out = socket.getOutputStream();
      this.in = new BufferedInputStream(socket.getInputStream(), CHUNK);
    }

    long[] loop(long end, String template) throws IOException {
      long[] times = new long[1024];
      int count = 0;
      do {
        byte[] request = template == null ? get() : post(template);
        long start = System.nanoTime();
        out.write(request);
        out.flush();
        receive(in);
        if (count == times.length) {
          times = Arrays.copyOf(times, times.length * 2);
        }
        times[count++] = System.nanoTime() - start;
      } while (System.nanoTime() < end);
      return Arrays.copyOf(times, count);
    }
  }

  private static byte[] get() {
    return "GET /trust/keys HTTP/1.1\r\nHost: localhost\r\n\r\n"
        .getBytes(StandardCharsets.US_ASCII);
  }

  private static byte[] post(String template) {
    byte[] body =
        template
            .replace("@nonce@", Nonce.random().value())
            .replace("@time@", Instant.now().truncatedTo(ChronoUnit.MILLIS).toString())
            .getBytes(StandardCharsets.US_ASCII);
    String head =
        "POST /trust/verify HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
            + "Content-Length: "
            + body.length
            + "\r\n\r\n";
    ByteArrayOutputStream request = new ByteArrayOutputStream(head.length() + body.length);
    request.writeBytes(head.getBytes(StandardCharsets.US_ASCII));
    request.writeBytes(body);
    return request.toByteArray();
  }

  private static void receive(InputStream in) throws IOException {
    String status = line(in);
    int length = -1;
    for (String header = line(in); !header.isEmpty(); header = line(in)) {
      if (header.regionMatches(true, 0, "content-length:", 0, 15)) {
        length = Integer.parseInt(header.substring(15).strip());
      }
    }
    byte[] body = in.readNBytes(length);
    if (!status.contains(" 200 ") || body.length != length) {
      throw new IOException(status + ": " + new String(body, StandardCharsets.UTF_8));
    }
  }

  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    int c = in.read();
    while (c >= 0 && c != '\n') {
      if (c != '\r') {
        line.append((char) c);
      }
      c = in.read();
    }
    return line.toString();
  }

  private static SSLContext tls(Path folder) throws GeneralSecurityException, IOException {
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("root", certificates(folder.resolve("root.pem")).iterator().next());
    TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
    trust.init(trusted);
    KeyStore own = KeyStore.getInstance("PKCS12");
    own.load(null, null);
    byte[] key = Base64.getDecoder().decode(Files.readString(folder.resolve("host.key")));
    own.setKeyEntry(
        "host",
        KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(key)),
        new char[0],
        certificates(folder.resolve("host.pem")).toArray(Certificate[]::new));
    KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
    keys.init(own, new char[0]);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
    return context;
  }

  private static Collection<? extends Certificate> certificates(Path file)
      throws GeneralSecurityException, IOException {
    return CertificateFactory.getInstance("X.509")
        .generateCertificates(new ByteArrayInputStream(Files.readAllBytes(file)));
  }
}
