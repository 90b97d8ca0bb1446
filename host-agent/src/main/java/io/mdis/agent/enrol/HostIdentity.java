package io.mdis.agent.enrol;

import io.mdis.agent.service.TrustService;
import io.mdis.trust.protocol.Enrolled;
import io.mdis.trust.protocol.HostName;
import io.mdis.trust.protocol.RenewalRequest;
import io.mdis.trust.protocol.TrustKeys;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** The identity in use: replaced by a new one in time, while everybody goes on with it. */
public final class HostIdentity implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(HostIdentity.class.getName());
  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(10);
  private static final Duration SHORTEST_PAUSE = Duration.ofSeconds(1);

  /** Nobody renews what has ended; but somebody may enrol the host again. */
  private static final Duration ENDED_PAUSE = Duration.ofMinutes(1);

  private final IdentitySource source;
  private final Clock clock;
  private volatile InUse now;

  private record InUse(Identity identity, HttpClient client, TrustKeys keys) {
    static InUse of(Identity identity) throws IOException {
      HttpClient client =
          HttpClient.newBuilder()
              .sslContext(ClientTls.of(identity))
              .connectTimeout(CONNECT)
              .build();
      return new InUse(identity, client, new TrustKeys(identity.enrolled().keys()));
    }
  }

  /** With the identity of now. */
  public HostIdentity(IdentitySource source, Clock clock) throws IOException {
    this.source = source;
    this.clock = clock;
    this.now = InUse.of(source.read());
  }

  /** The host's name. */
  public HostName host() {
    return now.identity().host();
  }

  /** A client that shows the present certificate. */
  public HttpClient client() {
    return now.client();
  }

  /** Keys whose statements are believed now. */
  public TrustKeys keys() {
    return now.keys();
  }

  /**
   * Takes up what changed on the disk; of an enrolment, renews the certificate when it is time, and
   * takes up the service's new keys, so that they are known before it signs with them.
   */
  void refresh(TrustService service) {
    try {
      Identity onDisk = source.read();
      if (!onDisk.equals(now.identity())) {
        use(onDisk);
      }
      if (source.renewable()) {
        Identity next = next(onDisk, service);
        if (!next.equals(onDisk)) {
          source.write(next);
          use(next);
          LOG.log(Level.INFO, "the service has renewed " + next);
        }
      }
    } catch (IOException e) {
      LOG.log(Level.WARNING, now.identity() + " isn't renewed: " + e);
    }
  }

  /** Keeps it fresh until the thread is interrupted. */
  public void follow(TrustService service) {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        refresh(service);
        Thread.sleep(
            source.renewable() ? pause(now.identity().enrolled(), clock.instant()) : LONGEST_PAUSE);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Until the next refresh: in time for the renewal, and again soon when that is overdue. */
  static Duration pause(Enrolled enrolled, Instant at) {
    Duration left = Duration.between(at, enrolled.notAfter());
    if (left.isNegative()) {
      return ENDED_PAUSE;
    }
    Duration due = Duration.between(at, enrolled.renewAfter());
    Duration wanted = due.isPositive() ? due : left.dividedBy(10);
    return wanted.compareTo(LONGEST_PAUSE) > 0
        ? LONGEST_PAUSE
        : wanted.compareTo(SHORTEST_PAUSE) < 0 ? SHORTEST_PAUSE : wanted;
  }

  @Override
  public void close() {
    now.client().shutdownNow();
  }

  private Identity next(Identity present, TrustService service) throws IOException {
    if (clock.instant().isAfter(present.enrolled().renewAfter())) {
      SigningRequest request = SigningRequest.of(present.host());
      return Enrolment.granted(
          present.host(), request, service.renew(new RenewalRequest(request.pem())));
    }
    Enrolled was = present.enrolled();
    return new Identity(
        present.host(),
        present.privateKey(),
        new Enrolled(
            was.certificate(),
            was.authorities(),
            service.keys(),
            was.notAfter(),
            was.renewAfter()));
  }

  private void use(Identity identity) throws IOException {
    InUse before = now;
    now = InUse.of(identity);
    before.client().shutdown(); // What is under way is finished.
  }
}
