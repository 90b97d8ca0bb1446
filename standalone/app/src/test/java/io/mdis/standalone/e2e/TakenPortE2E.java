package io.mdis.standalone.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that can't start says why. */
class TakenPortE2E {
  @TempDir Path work;

  @Test
  void thePortThatIsTakenIsNamed() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Launcher.Outcome outcome =
          Launcher.run(
              work,
              "serve",
              "--data",
              work.resolve("data").toString(),
              "--db",
              Advisories.build(work).toString(),
              "--port",
              "0",
              "--agent-port",
              Integer.toString(taken.getLocalPort()));
      assertThat(outcome.exitCode()).as(outcome.err()).isEqualTo(3);
      assertThat(outcome.err())
          .contains(
              "the services could not start: can't listen at 127.0.0.1:" + taken.getLocalPort());
    }
  }
}
