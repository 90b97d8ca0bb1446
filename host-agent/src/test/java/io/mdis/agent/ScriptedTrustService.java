package io.mdis.agent;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsExchange;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import io.mdis.contracts.Digest;
import io.mdis.measurement.image.PushedImage;
import io.mdis.trust.protocol.AlertReport;
import io.mdis.trust.protocol.Baseline;
import io.mdis.trust.protocol.BaselineComparison;
import io.mdis.trust.protocol.Breach;
import io.mdis.trust.protocol.Enrolled;
import io.mdis.trust.protocol.EnrolmentRequest;
import io.mdis.trust.protocol.EnrolmentToken;
import io.mdis.trust.protocol.Envelope;
import io.mdis.trust.protocol.HostName;
import io.mdis.trust.protocol.MeasurementReport;
import io.mdis.trust.protocol.RenewalRequest;
import io.mdis.trust.protocol.ReportAnswer;
import io.mdis.trust.protocol.StatementType;
import io.mdis.trust.protocol.TrustApi;
import io.mdis.trust.protocol.TrustJson;
import io.mdis.trust.protocol.TrustKey;
import io.mdis.trust.protocol.Verdict;
import io.mdis.trust.protocol.VerifyAnswer;
import io.mdis.trust.protocol.VerifyRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLPeerUnverifiedException;

/** The trust service as a host sees it, in memory; can be away, and can lie. */
final class ScriptedTrustService implements AutoCloseable {
  private static final Duration VALIDITY = Duration.ofHours(1);

  final List<MeasurementReport> reports = new CopyOnWriteArrayList<>();
  final List<AlertReport> alerts = new CopyOnWriteArrayList<>();
  final TestAuthority authority = new TestAuthority();
  final EnrolmentToken token = EnrolmentToken.random(authority.root);

  /** Set: verdicts are signed by a key that nobody knows. */
  volatile boolean forged;

  private final Map<Digest, Envelope> baselines = new ConcurrentHashMap<>();
  private final Map<Digest, Path> lists = new ConcurrentHashMap<>();
  private final TestSigner signer = new TestSigner();
  private final TestSigner unknown = new TestSigner();
  private final SSLContext tls;
  private HttpsServer server;
  private int port;

  ScriptedTrustService() throws IOException, GeneralSecurityException {
    tls = authority.server();
    up();
  }

  URI uri() {
    return URI.create("https://127.0.0.1:" + port);
  }

  void up() throws IOException {
    server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    port = server.getAddress().getPort();
    server.setHttpsConfigurator(
        new HttpsConfigurator(tls) {
          @Override
          public void configure(HttpsParameters parameters) {
            SSLParameters ssl = tls.getDefaultSSLParameters();
            ssl.setWantClientAuth(true);
            parameters.setSSLParameters(ssl);
          }
        });
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::handle);
    server.start();
  }

  void away() {
    server.stop(0);
  }

  /** Knows an image from now on. */
  void baseline(PushedImage pushed) {
    Baseline baseline = TestSigner.pushed(pushed.measurement());
    baselines.put(pushed.measurement().imageId(), signer.sign(StatementType.BASELINE, baseline));
    for (int i = 0; i < pushed.layers().size(); i++) {
      lists.put(
          pushed.measurement().layers().get(i).metadata().diffId(),
          pushed.layers().get(i).manifest().file());
    }
  }

  List<TrustKey> keys() {
    return List.of(signer.trusted());
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readNBytes(TrustJson.MAX_BYTES);
      String path = exchange.getRequestURI().getPath();
      byte[] answer;
      if (path.equals(TrustApi.ENROLMENTS)) {
        answer = enrolled(TrustJson.read(body, EnrolmentRequest.class));
      } else {
        answer = answer(path, body, host((HttpsExchange) exchange));
      }
      exchange.sendResponseHeaders(answer == null ? 404 : 200, 0);
      if (answer != null) {
        exchange.getResponseBody().write(answer);
      }
    } catch (SSLPeerUnverifiedException e) {
      exchange.sendResponseHeaders(401, -1);
    } catch (RuntimeException e) {
      e.printStackTrace();
      exchange.sendResponseHeaders(500, -1);
    }
  }

  private byte[] answer(String path, byte[] body, HostName host) throws IOException {
    switch (path) {
      case TrustApi.VERIFY -> {
        return verify(TrustJson.read(body, VerifyRequest.class), host);
      }
      case TrustApi.MEASUREMENTS -> {
        MeasurementReport report = TrustJson.read(body, MeasurementReport.class);
        reports.add(report);
        return TrustJson.write(new ReportAnswer(report.id(), false, null));
      }
      case TrustApi.ALERTS -> {
        alerts.add(TrustJson.read(body, AlertReport.class));
        return new byte[0];
      }
      case TrustApi.KEYS -> {
        return TrustJson.write(keys());
      }
      case TrustApi.RENEWAL -> {
        return TrustJson.write(certificate(TrustJson.read(body, RenewalRequest.class).csr()));
      }
      default -> {
        String[] steps = path.split("/");
        boolean list = steps.length == 7 && path.startsWith(TrustApi.BASELINES);
        Path file = list ? lists.get(Digest.parse(steps[5])) : null;
        return file == null ? null : Files.readAllBytes(file);
      }
    }
  }

  private byte[] verify(VerifyRequest request, HostName host) {
    Envelope envelope = baselines.get(request.imageId());
    List<Breach> breaches = request.breaches();
    Verdict.Outcome outcome = Verdict.Outcome.UNKNOWN;
    if (envelope != null) {
      Baseline baseline = read(envelope);
      breaches = BaselineComparison.of(baseline, request);
      outcome = breaches.isEmpty() ? Verdict.Outcome.TRUSTED : Verdict.Outcome.TAMPERED;
    }
    Verdict verdict =
        new Verdict(
            outcome,
            host,
            request.nonce(),
            request.imageId(),
            request.image().trust(),
            envelope == null ? null : envelope.statement(),
            outcome == Verdict.Outcome.TAMPERED ? breaches : List.of(),
            "scripted",
            Instant.now());
    TestSigner by = forged ? unknown : signer;
    return TrustJson.write(new VerifyAnswer(by.sign(StatementType.VERDICT, verdict), envelope));
  }

  private byte[] enrolled(EnrolmentRequest request) throws IOException {
    return request.token().equals(token.text())
        ? TrustJson.write(certificate(request.csr()))
        : null;
  }

  private Enrolled certificate(String csr) throws IOException {
    Instant now = Instant.now();
    return new Enrolled(
        authority.sign(csr, VALIDITY),
        TestAuthority.pem(authority.root),
        keys(),
        now.plus(VALIDITY),
        now.plus(VALIDITY.dividedBy(2)));
  }

  private static HostName host(HttpsExchange exchange) throws SSLPeerUnverifiedException {
    String subject = exchange.getSSLSession().getPeerPrincipal().getName();
    return HostName.of(subject.replace("CN=", ""));
  }

  private static Baseline read(Envelope envelope) {
    try {
      return TrustJson.read(envelope.payload().toBytes(), Baseline.class);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
