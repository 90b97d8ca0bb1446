package io.mdis.history.lint;

import static org.assertj.core.api.Assertions.assertThat;

import io.mdis.history.dockerfile.Histories;
import io.mdis.history.dockerfile.RebuiltDockerfile;
import io.mdis.history.dockerfile.Written;
import io.mdis.history.rule.Remark;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The real hadolint, and our own rules beside it. */
class HadolintIT {
  /** Where our own rules see more than hadolint: variables, caches removed, files, options set. */
  private static final List<String> ON_PURPOSE =
      List.of(
          "DL3008 is hadolint's word on: RUN apt-get install -y $PACKAGES",
          "DL3019 is hadolint's word on: RUN apk add curl && rm -rf /var/cache/apk/*",
          "DL3028 is hadolint's word on: RUN gem install ./x.gem",
          "DL3033 is hadolint's word on: RUN yum install -y https://example.org/x.rpm",
          "DL3041 is hadolint's word on:"
              + " RUN dnf install -y --setopt=install_weak_deps=False ./x.rpm",
          "DL4006 is hadolint's word on: RUN set -o pipefail; curl x | tar x");

  private final DockerfileRules rules = DockerfileRules.load();

  private Hadolint hadolint() {
    return new Hadolint(TestLinters.hadolint(), rules, ShellCheckCodes.load(), true);
  }

  static List<String> histories() throws IOException {
    return Histories.names();
  }

  @ParameterizedTest
  @MethodSource("histories")
  void readsEveryRebuiltFile(String name) throws IOException {
    Hadolint.Said said = hadolint().lint(Histories.rebuilt(name));
    assertThat(said.problem()).isEmpty();
    assertThat(said.unread()).isEmpty();
  }

  @Test
  void itsFindingsLeadToInstructions() throws IOException {
    Hadolint.Said said =
        hadolint()
            .lint(
                Written.file(
                    "ENV A=b",
                    "RUN apt-get update && apt-get install -y curl git",
                    "RUN <<'E'\ncd /tmp\nmake\nE",
                    "MAINTAINER Ada"));
    assertThat(at(said.remarks(), "DL3008")).containsExactly(1);
    assertThat(at(said.remarks(), "DL4000")).containsExactly(3);
    assertThat(said.remarks())
        .allSatisfy(remark -> assertThat(remark.linter()).isEqualTo("hadolint"));
  }

  @Test
  void anInstructionThatItCanNotReadIsLeftToOurOwnRules() throws IOException {
    Linters linters = new Linters(Optional.of(TestLinters.hadolint()), Optional.empty());
    RebuiltDockerfile file =
        Written.file(
            "EXPOSE ((", "RUN apt-get install curl", "HEALTHCHECK --nonsense x", "MAINTAINER x");
    LintReport report = linters.lint(file);
    assertThat(report.linters()).hasSize(2);
    assertThat(report.linters().getFirst()).startsWith("hadolint ");
    assertThat(report.linters().getLast()).startsWith("mdis ");
    assertThat(at(report.remarks(), "DL3008")).containsExactly(1);
    assertThat(report.problems()).isEmpty();
  }

  @Test
  void remarksInTheFileSwitchNothingOff() throws IOException {
    Hadolint.Said said =
        hadolint()
            .lint(
                Written.file(
                    "RUN <<'E'\n# hadolint ignore=DL3008\napt-get install curl\nE",
                    "RUN apt-get install curl"));
    assertThat(at(said.remarks(), "DL3008")).contains(1);
  }

  /** Each example of a rule of our own: hadolint says the same of it. */
  @Test
  void ourOwnRulesFindWhatHadolintFinds() throws IOException {
    List<String> differences = new ArrayList<>();
    for (DockerfileRule rule : rules.all()) {
      if (!rule.hadolintTells()) {
        continue;
      }
      String id = rule.info().id();
      for (String example : rule.match()) {
        if (!said(example).contains(id)) {
          differences.add(id + " is not hadolint's word on: " + example);
        }
      }
      for (String example : rule.clean()) {
        if (said(example).contains(id)) {
          differences.add(id + " is hadolint's word on: " + example);
        }
      }
    }
    assertThat(differences).containsExactlyInAnyOrderElementsOf(ON_PURPOSE);
  }

  private Set<String> said(String example) throws IOException {
    Hadolint.Said said = hadolint().lint(Written.file(example.split(" ;; ", -1)));
    return said.remarks().stream()
        .map(remark -> remark.rule().id())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static List<Integer> at(List<Remark> remarks, String id) {
    return remarks.stream()
        .filter(remark -> remark.rule().id().equals(id))
        .map(remark -> remark.instruction().orElseThrow().index())
        .toList();
  }
}
