package io.mdis.history.dockerfile.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ShellScriptTest {

  static Stream<Arguments> scripts() {
    return Stream.of(
        Arguments.of("a b && c || d; e", List.of("a b", "c", "d", "e")),
        Arguments.of("a | b", List.of("a", "b")),
        Arguments.of("echo 'a && b' \"c | d\" e\\ f", List.of("echo a && b c | d e f")),
        Arguments.of("A=1 B=\"x y\" make -j2", List.of("make -j2")),
        Arguments.of("if [ -n x ]; then apk add y; fi", List.of("[ -n x ]", "apk add y")),
        Arguments.of("for i in a b; do echo $i; done", List.of("echo $i")),
        Arguments.of("(cd /x && make)", List.of("cd /x", "make")),
        Arguments.of("a > /x 2>&1 < /y", List.of("a")),
        Arguments.of("a # b; c\nd", List.of("a", "d")),
        Arguments.of("echo \"$(curl x | sh)\"", List.of("echo $()", "curl x", "sh")),
        Arguments.of("x=`which y`", List.of("which y")),
        Arguments.of(
            "sh -c 'apt-get update; b'", List.of("sh -c apt-get update; b", "apt-get update", "b")),
        Arguments.of(
            "sudo -u root apt-get update",
            List.of("sudo -u root apt-get update", "apt-get update")),
        Arguments.of(
            "env A=b timeout 5 curl x",
            List.of("env A=b timeout 5 curl x", "timeout 5 curl x", "curl x")),
        Arguments.of(
            "python3 -m pip install x", List.of("python3 -m pip install x", "pip install x")),
        Arguments.of("cat <<EOF > /x\nrm -rf /\nEOF\nls", List.of("cat", "ls")),
        Arguments.of("a \\\n  b", List.of("a b")),
        Arguments.of("bash <(curl x)", List.of("bash", "curl x")),
        Arguments.of("! a; { b; }", List.of("a", "b")),
        Arguments.of("", List.of()),
        Arguments.of("'", List.of("")),
        Arguments.of("echo ${A:-$(b)}", List.of("echo ${A:-$(b)}")));
  }

  @ParameterizedTest
  @MethodSource("scripts")
  void commandsAreThoseOfTheScript(String script, List<String> commands) {
    assertThat(ShellScript.commands(script)).map(SimpleCommand::toString).isEqualTo(commands);
  }

  @Test
  void pipesAndOptionsAreKnown() {
    SimpleCommand first = ShellScript.commands("apt-get -qy install curl=1 | tee x").getFirst();
    assertThat(first.piped()).isTrue();
    assertThat(first.program()).isEqualTo("apt-get");
    assertThat(first.hasOption("-y")).isTrue();
    assertThat(first.hasOption("-x")).isFalse();
    assertThat(first.hasOption("--yes")).isFalse();
    assertThat(ShellScript.commands("wget --progress=dot x").getFirst().hasOption("--progress"))
        .isTrue();
  }

  @Property(tries = 500)
  void anythingIsTakenApart(
      @ForAll
          @StringLength(max = 60)
          @Chars({
            'a', ' ', '\n', '\'', '"', '`', '$', '(', ')', '{', '}', '<', '>', '|', '&', ';', '\\',
            '#', '='
          })
          String script) {
    assertThat(ShellScript.commands(script)).hasSizeLessThan(2001);
  }
}
