package io.mdis.secret.password;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.mdis.rules.Check;
import io.mdis.secret.detect.CheckHit;
import io.mdis.secret.detect.SecretChecks;
import io.mdis.secret.detect.SecretHash;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Configurations of services: what each table entry must tell, and nothing else. */
class ServiceFilesTest {

  record Case(String path, String text, List<String> tells) {
    Case {
      tells = tells == null ? List.of() : tells;
    }
  }

  private record Cases(List<Case> cases) {}

  static Stream<Case> cases() throws IOException {
    try (InputStream in = ServiceFilesTest.class.getResourceAsStream("services.yaml")) {
      return new ObjectMapper(new YAMLFactory()).readValue(in, Cases.class).cases().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void tellsWhatIsWeakAndNoMore(Case file) throws IOException {
    List<CheckHit> hits = read(file);
    assertThat(hits)
        .extracting(hit -> hit.check() + (hit.line() > 0 ? " " + hit.line() : ""))
        .containsExactlyElementsOf(file.tells());
  }

  @Test
  void everyCheckOfAServiceIsInTheTable() throws IOException {
    Set<String> told = new TreeSet<>();
    cases().forEach(file -> file.tells().forEach(tell -> told.add(tell.split(" ")[0])));
    List<String> services = new ArrayList<>();
    for (Check known : SecretChecks.get().all()) {
      String check = known.id();
      if (check.matches(
          "(?:redis|service|mysql|postgres|mongo|elastic|rabbit|ftp|sshd|tomcat).*")) {
        services.add(check);
      }
    }
    assertThat(told).containsExactlyInAnyOrderElementsOf(services);
  }

  @Test
  void passwordsAreRedacted() throws IOException {
    Case file = new Case("etc/redis/redis.conf", "requirepass kH9mPq2vX7rW\n", List.of());
    assertThat(read(file).toString()).doesNotContain("kH9mPq2vX7rW").contains("kH…rW (12)");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "usr/share/doc/redis/redis.conf",
        "usr/share/doc/x/examples/my.cnf",
        "srv/shadow",
        "home/ada/passwd",
        "etc/redis.txt",
        "srv/sshd_config.md"
      })
  void otherFilesAreNoCandidates(String path) {
    assertThat(new PasswordFiles(new SecretHash(new byte[32]), 10).isCandidate(path)).isFalse();
  }

  private static List<CheckHit> read(Case file) throws IOException {
    PasswordFiles files = new PasswordFiles(new SecretHash(new byte[32]), 100);
    assertThat(files.isCandidate(file.path())).as(file.path()).isTrue();
    return files.read(
        file.path(), new ByteArrayInputStream(file.text().getBytes(StandardCharsets.ISO_8859_1)));
  }
}
