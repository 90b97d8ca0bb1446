package io.mdis.history.threat;

import static org.assertj.core.api.Assertions.assertThat;

import io.mdis.history.dockerfile.Written;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedactionTest {
  private final Redaction redaction = new HistoryThreats(List.of(), Clock.systemUTC()).redaction();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "RUN echo 'root:hunter2x' | chpasswd",
        "RUN mysql -uroot -phunter2x",
        "ENV DB_PASSWORD=hunter2x",
        "ENV A=b MY_API_KEY=\"hunter2x\" C=d",
        "ARG TOKEN=hunter2x",
        "CMD [\"mysql\", \"-phunter2x\"]",
        "CMD [\"app\", \"--db-password\", \"hunter2x\"]",
        "RUN curl -H 'Authorization: Bearer hunter2xhunter2x' https://example.org",
        "RUN git clone https://ada:hunter2x@example.org/x",
        "RUN git clone https://hunter2xhunter2x@example.org/x",
        "LABEL token=hunter2x",
        "LABEL description=\"the admin password is hunter2x\"",
        "LABEL note=\"password hunter2x, do not tell\" vendor=Shop",
        "LABEL notes='login: root / hunter2x'",
        "LABEL notes='log in as root:hunter2x'",
        "LABEL about=\"API key for staging: hunter2x\"",
        "LABEL about=\"token of ada hunter2x\"",
        "LABEL about=\"default credentials admin/hunter2x\"",
        "LABEL about=\"Passwort: hunter2x\" b=c",
        "MAINTAINER Ada, pw hunter2x",
        "RUN useradd -p '$6$salt$hunter2xhunter2x' ada",
        "RUN echo '{\"password\": \"hunter2x\"}' > /c",
        "RUN <<'E'\nexport SECRET=hunter2x\nE"
      })
  void takesOutWhatMayBeASecret(String instruction) {
    assertThat(redaction.redact(Written.instruction(instruction)))
        .doesNotContain("hunter2x")
        .contains(Redaction.MARK);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "RUN apt-get update && apt-get install -y curl",
        "ENV PATH=/usr/local/bin:/usr/bin",
        "CMD [\"nginx\", \"-g\", \"daemon off;\"]",
        "RUN curl -fsSL https://example.org/a.tgz | tar xz",
        "CMD app --password=\"$PW\"",
        "LABEL org.opencontainers.image.description=\"Rotates the token of each user\"",
        "LABEL description=\"A key value store, its secret sauce and a password manager\"",
        "LABEL org.opencontainers.image.source=https://github.com/shop/key-store version=1.2.3",
        "MAINTAINER Ada <ada@example.org>"
      })
  void leavesWhatIsNone(String instruction) {
    assertThat(redaction.redact(Written.instruction(instruction))).isEqualTo(instruction);
  }

  @Test
  void aPasswordIsTakenOutEverywhere() {
    assertThat(redaction.redact("RUN mysql -phunter2x && echo hunter2x > /note"))
        .doesNotContain("hunter2x");
  }

  @Test
  void whatIsTooMuchIsNotShown() {
    String text = "RUN " + "mysql -phunter2x; ".repeat(6000);
    assertThat(redaction.redact(text)).doesNotContain("hunter2x");
  }
}
