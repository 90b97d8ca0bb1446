package io.mdis.history.lint;

import static org.assertj.core.api.Assertions.assertThat;

import io.mdis.contracts.Severity;
import io.mdis.history.dockerfile.Written;
import io.mdis.history.rule.Remark;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The real ShellCheck. */
class ShellCheckIT {

  private static ShellCheck.Said said(String... instructions) throws IOException {
    return new ShellCheck(TestLinters.shellcheck(), ShellCheckCodes.load())
        .lint(Written.file(instructions));
  }

  private static List<String> found(ShellCheck.Said said) {
    return said.remarks().stream()
        .map(remark -> remark.rule().id() + "@" + remark.instruction().orElseThrow().index())
        .toList();
  }

  @Test
  void tellsWhatCanDoHarm() throws IOException {
    ShellCheck.Said said = said("RUN rm -rf \"$DIR/\"*", "ENV A=b", "RUN if true; then echo x");
    assertThat(found(said)).contains("SC2115@0").anyMatch(id -> id.endsWith("@2"));
    Remark harmful = said.remarks().getFirst();
    assertThat(harmful.rule().severity()).isEqualTo(Severity.LOW);
    assertThat(harmful.linter()).isEqualTo("shellcheck");
    assertThat(said.problems()).isEmpty();
  }

  @Test
  void leavesOutWhatMakesNoSense() throws IOException {
    assertThat(found(said("RUN cd $X && echo $Y > \"$Z\"", "RUN . /etc/profile; apk add $DEPS")))
        .isEmpty();
  }

  @Test
  void knowsTheShell() throws IOException {
    String arrays = "RUN a=(1 2); [[ -n ${a[0]} ]] && echo x";
    assertThat(found(said("SHELL [\"/bin/bash\", \"-c\"]", arrays))).isEmpty();
    assertThat(
            found(said("SHELL [\"powershell\", \"-Command\"]", "RUN if ($x) { rm -rf \"$y/\"* }")))
        .isEmpty();
  }

  @Test
  void hadolintThenSaysNothingOfScripts() throws IOException {
    Linters both =
        new Linters(Optional.of(TestLinters.hadolint()), Optional.of(TestLinters.shellcheck()));
    LintReport report = both.lint(Written.file("RUN rm -rf \"$DIR/\"*"));
    assertThat(report.linters()).hasSize(3);
    assertThat(report.remarks())
        .filteredOn(remark -> remark.rule().id().equals("SC2115"))
        .singleElement()
        .satisfies(remark -> assertThat(remark.linter()).isEqualTo("shellcheck"));
  }
}
