package io.mdis.trust.rest;

import io.mdis.trust.TrustProblem;
import io.mdis.trust.authority.CertificateAuthority;
import io.mdis.trust.authority.CertificateAuthority.ServerIdentity;
import io.mdis.trust.protocol.TrustJson;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import java.io.IOException;
import java.io.InputStream;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.jboss.logging.Logger;

/**
 * The port for hosts: TLS 1.3 with a certificate of the service's own authority, and a host's
 * certificate asked for. Requests are answered on virtual threads, a bounded number at a time.
 */
public final class AgentListener implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(AgentListener.class);
  private static final int MOST_AT_ONCE = 512;

  /** Bytes of requests in memory, of all together. */
  private static final long MOST_BYTES = 64L << 20;

  /** Bytes of a request for a first certificate, which anybody may send. */
  private static final int MOST_OF_A_STRANGER = 32 << 10;

  private static final int IDLE_SECONDS = 60;
  private static final int CHUNK = 1 << 16;
  private static final long PATIENCE_SECONDS = 20;

  private final AgentApi api;
  private final CertificateAuthority authority;
  private final Settings settings;
  private final Semaphore slots = new Semaphore(MOST_AT_ONCE);
  private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpServer server;
  private final AtomicLong heldBytes = new AtomicLong();
  private volatile ServerIdentity identity;

  /**
   * Where and as whom it listens.
   *
   * @param host address to listen at
   * @param port to listen at; 0 for any
   * @param names DNS names and addresses by which hosts reach it
   * @param certificateLasts how long its certificate lasts
   */
  public record Settings(String host, int port, List<String> names, Duration certificateLasts) {}

  /** Listens; throws IOException when it can't. */
  public AgentListener(Vertx vertx, AgentApi api, CertificateAuthority authority, Settings settings)
      throws IOException {
    this.api = api;
    this.authority = authority;
    this.settings = settings;
    this.identity = authority.server(settings.names(), settings.certificateLasts());
    this.server =
        vertx
            .createHttpServer(options())
            .requestHandler(this::receive)
            .exceptionHandler(failure -> LOG.debugf("connection failed: %s", failure));
    await(server.listen(), "listen at " + settings.host() + ":" + settings.port());
    LOG.infof("hosts are answered at %s:%d", settings.host(), port());
  }

  /** Where it listens. */
  public int port() {
    return server.actualPort();
  }

  /** Takes a new certificate when less than a third of the present one's time is left. */
  public void renewIdentity(Instant now) throws IOException {
    Instant due = identity.notAfter().minus(settings.certificateLasts().dividedBy(3));
    if (now.isAfter(due)) {
      identity = authority.server(settings.names(), settings.certificateLasts());
      await(server.updateSSLOptions(options().getSslOptions()), "take a new certificate");
      LOG.infof("own certificate renewed until %s", identity.notAfter());
    }
  }

  private HttpServerOptions options() {
    return new HttpServerOptions()
        .setHost(settings.host())
        .setPort(settings.port())
        .setSsl(true)
        .setUseAlpn(true)
        .setClientAuth(ClientAuth.REQUEST)
        .setEnabledSecureTransportProtocols(Set.of("TLSv1.3"))
        .setIdleTimeout(IDLE_SECONDS)
        .setTcpNoDelay(true)
        .setKeyCertOptions(
            new PemKeyCertOptions()
                .addCertValue(Buffer.buffer(identity.certificate()))
                .addKeyValue(Buffer.buffer(identity.key())))
        .setTrustOptions(new PemTrustOptions().addCertValue(Buffer.buffer(authority.rootPem())));
  }

  private void receive(HttpServerRequest request) {
    Optional<X509Certificate> certificate = certificate(request);
    int limit = certificate.isPresent() ? TrustJson.MAX_BYTES : MOST_OF_A_STRANGER;
    Buffer body = Buffer.buffer();
    AtomicInteger held = new AtomicInteger();
    request.exceptionHandler(
        failure -> {
          LOG.debugf("request broke off: %s", failure);
          release(held);
        });
    request.handler(
        chunk -> {
          if (request.response().ended()) {
            return; // It was refused; the rest of it is on its way still.
          }
          if (body.length() + chunk.length() > limit) {
            refuse(request, 413, "http.413", "a request has at most " + limit + " bytes");
          } else if (heldBytes.addAndGet(chunk.length()) > MOST_BYTES) {
            heldBytes.addAndGet(-chunk.length());
            refuse(request, 503, TrustProblem.BUSY.code(), "too much is being received; ask again");
          } else {
            held.addAndGet(chunk.length());
            body.appendBuffer(chunk);
          }
        });
    request.endHandler(
        end -> {
          if (request.response().ended()) {
            release(held);
          } else {
            dispatch(request, certificate, body.getBytes(), held);
          }
        });
  }

  private static void refuse(HttpServerRequest request, int status, String code, String message) {
    send(request.response(), Answer.problem(status, code, message));
    request.connection().close();
  }

  private void release(AtomicInteger held) {
    heldBytes.addAndGet(-held.getAndSet(0));
  }

  private void dispatch(
      HttpServerRequest request,
      Optional<X509Certificate> certificate,
      byte[] body,
      AtomicInteger held) {
    if (!slots.tryAcquire()) {
      release(held);
      send(
          request.response(),
          Answer.problem(503, TrustProblem.BUSY.code(), "too many requests at once; ask again"));
      return;
    }
    workers.execute(
        () -> {
          try {
            send(
                request.response(),
                api.answer(request.method().name(), request.path(), certificate, body));
          } finally {
            release(held);
            slots.release();
          }
        });
  }

  private static Optional<X509Certificate> certificate(HttpServerRequest request) {
    try {
      return request.sslSession().getPeerCertificates()[0] instanceof X509Certificate one
          ? Optional.of(one)
          : Optional.empty();
    } catch (SSLPeerUnverifiedException e) {
      return Optional.empty();
    }
  }

  private static void send(HttpServerResponse response, Answer answer) {
    response.setStatusCode(answer.status()).putHeader("content-type", answer.type());
    if (answer.stream() == null) {
      response.end(Buffer.buffer(answer.bytes()));
      return;
    }
    response.setChunked(true);
    try (InputStream in = answer.stream()) {
      byte[] chunk = in.readNBytes(CHUNK);
      while (chunk.length > 0) {
        // Waiting for each is what holds a slow reader's data back.
        await(response.write(Buffer.buffer(chunk)), "send a list of files");
        chunk = in.readNBytes(CHUNK);
      }
      response.end();
    } catch (IOException | RuntimeException e) {
      LOG.warnf("a list of files was cut off: %s", e);
      // Without the last chunk the other side knows that something is missing.
      response.reset();
    }
  }

  private static void await(Future<?> future, String what) throws IOException {
    try {
      future.toCompletionStage().toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while trying to " + what, e);
    } catch (ExecutionException | TimeoutException e) {
      throw new IOException("can't " + what + ": " + e.getMessage(), e);
    }
  }

  /** Answers what was asked, and then no more. */
  @Override
  public void close() {
    try {
      await(server.close(), "close");
    } catch (IOException e) {
      LOG.debugf("closing: %s", e);
    }
    workers.shutdownNow();
  }
}
