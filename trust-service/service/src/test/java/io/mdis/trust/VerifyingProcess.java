package io.mdis.trust;

import io.mdis.trust.authority.CertificateAuthority;
import io.mdis.trust.protocol.TokenRequest;
import io.mdis.trust.rest.AgentListener;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** A service in a process of its own, which a test kills. */
public final class VerifyingProcess {
  private VerifyingProcess() {}

  /** Says its port and a token, then answers until it is killed. Argument: its folder. */
  public static void main(String[] arguments) throws Exception {
    Path folder = Path.of(arguments[0]);
    TestDatabase database = new TestDatabase(folder.resolve("db"));
    TestClock clock = new TestClock();
    clock.now(Instant.now());
    Thread.ofPlatform().daemon().start(() -> follow(clock));
    TestService service =
        new TestService(database, folder.resolve("state"), List.of(), Optional.empty(), clock);
    service.push(Requests.IMAGE);
    AgentListener listener =
        new AgentListener(
            Vertx.vertx(),
            service.api,
            CertificateAuthority.open(
                folder.resolve("state/authority"), Duration.ofDays(7), InstantSource.system()),
            new AgentListener.Settings("127.0.0.1", 0, List.of("localhost"), Duration.ofDays(90)));
    System.out.println(
        "ready "
            + listener.port()
            + " "
            + service.enrolment.token(new TokenRequest(Requests.HOST, null)).token());
    Thread.sleep(Duration.ofMinutes(5));
  }

  private static void follow(TestClock clock) {
    while (true) {
      clock.now(Instant.now());
      try {
        Thread.sleep(20);
      } catch (InterruptedException e) {
        return;
      }
    }
  }
}
