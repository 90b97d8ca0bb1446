package io.mdis.history.threat;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mdis.contracts.Severity;
import io.mdis.history.dockerfile.RebuiltDockerfile;
import io.mdis.history.dockerfile.Written;
import io.mdis.history.rule.Remark;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Checks in code, each with what it finds and what it leaves. */
class ChecksTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HistoryThreats THREATS =
      new HistoryThreats(List.of("docker.io/library", "registry.test"), Clock.systemUTC());

  private static List<Remark> look(RebuiltDockerfile file) {
    List<String> problems = new ArrayList<>();
    List<Remark> found = THREATS.look(file, problems::add);
    assertThat(problems).isEmpty();
    return found;
  }

  private static Stream<String> ids(RebuiltDockerfile file) {
    return look(file).stream().map(remark -> remark.rule().id());
  }

  private static ObjectNode settings() {
    return JSON.createObjectNode();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "update-alone           | RUN apt-get update",
        "update-alone           | RUN apk update && rm -rf /x",
        "sudo-used              | RUN sudo make install",
        "sudo-used              | RUN a && sudo -E b",
        "secret-in-variable     | ENV DB_PASSWORD=x",
        "secret-in-variable     | ARG NPM_TOKEN",
        "secret-in-variable     | ENV A=1 API_KEY=abc",
        "add-instead-of-copy    | ADD app.py /app/",
        "add-instead-of-copy    | ADD . /app",
        "downloaded-program-run | RUN curl -o /tmp/i.sh https://example.org/i && sh /tmp/i.sh",
        "downloaded-program-run | RUN wget https://example.org/get-pip.py && python3 get-pip.py",
        "downloaded-program-run | RUN curl -fsSLO https://example.org/x && chmod +x x && ./x",
        "downloaded-program-run | RUN wget -q https://example.org/a.deb && dpkg -i a.deb",
        "exposed-remote-access  | EXPOSE 80 22",
        "exposed-data-store     | EXPOSE 6379/tcp",
        "onbuild-command        | ONBUILD RUN make",
        "bad-host               | RUN wget https://pool.minexmr.com/x",
        "bad-host               | ENV POOL=xmr-eu1.nanopool.org:14444",
        "bad-host               | RUN curl https://pastebin.com/raw/abc",
        "bad-host               | CMD curl abcdefabcdefabcd.onion",
      })
  void finds(String rule, String instruction) {
    RebuiltDockerfile file = Written.file("RUN a", instruction);
    assertThat(ids(file)).contains("MDIS-" + rule);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "update-alone           | RUN apt-get update && apt-get install -y curl",
        "update-alone           | RUN apt-get update && /opt/install-all",
        "update-alone           | RUN dnf update -y",
        "sudo-used              | RUN apt-get install -y sudo",
        "secret-in-variable     | ENV PASSWORD_FILE=/run/secrets/p",
        "secret-in-variable     | ENV GPG_KEY=A035C8C19219BA821ECEA86B64E628F8D684696D",
        "secret-in-variable     | ENV DB_PASSWORD=",
        "secret-in-variable     | ENV TOKENIZERS_PARALLELISM=false",
        "add-instead-of-copy    | ADD rootfs.tar.xz /",
        "add-instead-of-copy    | ADD file:0123 /",
        "add-instead-of-copy    | ADD https://example.org/a /a",
        "downloaded-program-run | RUN curl -o x https://a && echo '1  x' | sha256sum -c - && sh x",
        "downloaded-program-run | RUN curl -o x.tgz https://a && tar xf x.tgz",
        "downloaded-program-run | RUN curl https://a && python3 setup.py",
        "exposed-remote-access  | EXPOSE 2222 22/udp 8022",
        "onbuild-command        | ONBUILD COPY . /app",
        "bad-host               | RUN cp file.io ix.io /x",
        "bad-host               | RUN curl https://example.org/notpastebin.com.txt",
        "bad-host               | RUN curl https://mypastebin.com/",
      })
  void leaves(String rule, String instruction) {
    RebuiltDockerfile file = Written.file("RUN a", instruction);
    assertThat(ids(file)).doesNotContain("MDIS-" + rule);
  }

  @ParameterizedTest
  @CsvSource({
    "'', MEDIUM",
    "root, MEDIUM",
    "0, MEDIUM",
    "0:0, MEDIUM",
    "root:app, MEDIUM",
    "1000,",
    "app,",
    "app:root,"
  })
  void rootIsRootUnderAnyName(String user, Severity severity) {
    ObjectNode settings = settings().put("User", user);
    settings.putArray("Entrypoint").add("/app");
    List<Severity> found =
        look(Written.file(settings, List.of("RUN a"))).stream()
            .filter(remark -> remark.rule().id().equals("MDIS-root-user"))
            .map(remark -> remark.rule().severity())
            .toList();
    assertThat(found).isEqualTo(severity == null ? List.of() : List.of(severity));
  }

  @Test
  void aBaseToBuildUponIsNotBlamedForRoot() {
    ObjectNode settings = settings();
    settings.putArray("Cmd").add("/bin/sh");
    assertThat(look(Written.file(settings, List.of("RUN a"))))
        .filteredOn(remark -> remark.rule().id().equals("MDIS-root-user"))
        .singleElement()
        .satisfies(remark -> assertThat(remark.rule().severity()).isEqualTo(Severity.LOW));
    assertThat(ids(Written.file(settings, List.of("RUN a")))).doesNotContain("MDIS-no-healthcheck");
  }

  @Test
  void aHealthcheckThatIsSwitchedOffIsNone() {
    ObjectNode settings = settings();
    settings.putArray("Entrypoint").add("/app");
    settings.putObject("Healthcheck").putArray("Test").add("NONE");
    assertThat(ids(Written.file(settings, List.of("RUN a")))).contains("MDIS-no-healthcheck");
    settings.putObject("Healthcheck").putArray("Test").add("CMD").add("/check");
    assertThat(ids(Written.file(settings, List.of("RUN a")))).doesNotContain("MDIS-no-healthcheck");
  }

  @ParameterizedTest
  @CsvSource({
    "alpine, true, false",
    "alpine:latest, true, false",
    "alpine:3.20, false, false",
    "registry.test/a/b:1, false, false",
    "registry.test:5000/a:1, false, true",
    "quay.io/a@sha256:00, false, true",
    "quay.io/a, true, true",
    "ada/tool:1, false, true",
    "registry.testing/a:1, false, true"
  })
  void basesAreNamedAndAllowed(String name, boolean moving, boolean foreign) {
    ObjectNode settings = settings();
    settings.putObject("Labels").put("org.opencontainers.image.base.name", name);
    List<String> found = ids(Written.file(settings, List.of("RUN a"))).toList();
    assertThat(found.contains("MDIS-moving-base")).isEqualTo(moving);
    assertThat(found.contains("MDIS-base-not-allowed")).isEqualTo(foreign);
  }
}
