package io.mdis.rules;

import static io.mdis.rules.TestRules.rule;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class RuleScanTest {
  private static final RuleLimits FEW = new RuleLimits(3, 5, 1_000_000);

  @Test
  void tellsWhereAMatchIsAndWhatIsAroundIt() {
    RuleScan scan = scan(rule("a", "token", "token=(?P<secret>[a-z]+)(?P<no>!)?"));
    RuleMatch match = scan.matches("first\nsecond x TOKEN token=abc # note\n").getFirst();
    assertThat(match.offset()).isEqualTo(21);
    assertThat(match.line()).isEqualTo(2);
    assertThat(match.text()).isEqualTo("token=abc");
    assertThat(match.group("secret")).isEqualTo("abc");
    assertThat(match.group("no")).isNull();
    assertThat(match.before()).isEqualTo("second x TOKEN ");
    assertThat(match.after()).isEqualTo(" # note");
  }

  @Test
  void rulesThatStartWithTheirKeywordFindTheSame() {
    String pattern = "\\bkey[0-9]+$";
    for (String more : new String[] {"window: 100", "starts-with-keyword: true"}) {
      RuleScan scan = scan(rule("a", "key", pattern, more));
      assertThat(texts(scan.matches("key1\nkeykey2 xkey3\n-key4\nkey5 \nkey6")))
          .as(more)
          .containsExactly("key1", "key4", "key6");
    }
  }

  @Test
  void twoKeywordsThatOverlapDoNotHideOneAnother() {
    String rule =
        rule("a", "cdx", "(cdx|abcdxe)[0-9]", "starts-with-keyword: true")
            .replace("['cdx']", "['cdx', 'abcdxe']");
    assertThat(texts(scan(rule).matches("abcdxe1"))).containsExactly("abcdxe1");
  }

  @Test
  void caseMattersWhenTheRuleSaysSo() {
    String insensitive = rule("a", "AKIA", "(?i)akia[0-9]");
    String sensitive = rule("b", "AKIA", "(?i)akia[0-9]", "case-sensitive: true");
    List<RuleMatch> matches = scan(insensitive, sensitive).matches("akia1 -------- AKIA2");
    assertThat(matches).extracting(m -> m.rule().id() + m.text()).contains("aakia1", "aAKIA2");
    assertThat(scan(sensitive).matches("akia1")).isEmpty();
    assertThat(texts(scan(sensitive).matches("AKIA2"))).containsExactly("AKIA2");
  }

  @Test
  void aMatchIsNoFurtherFromItsKeywordThanTheWindow() {
    RuleScan scan = scan(rule("a", "key", "[0-9]{4}", "window: 20"));
    assertThat(texts(scan.matches("1111" + " ".repeat(16) + "key" + " ".repeat(16) + "2222")))
        .containsExactly("1111", "2222");
    assertThat(scan.matches("1111" + " ".repeat(17) + "key")).isEmpty();
  }

  @Test
  void bytesThatAreNoTextAreSeen() throws IOException {
    RuleScan scan = scan(rule("a", "ELF", "\\x7fELF\\x02[\\x80-\\xff]"));
    byte[] bytes = {0, 0x7f, 'E', 'L', 'F', 2, (byte) 0xfe, 0};
    List<RuleMatch> matches = new ArrayList<>();
    scan.scan(new ByteArrayInputStream(bytes), matches::add);
    assertThat(matches.getFirst().bytes()).isEqualTo(Arrays.copyOfRange(bytes, 1, 7));
  }

  @Property(tries = 300)
  void findsAMatchWhereverItLiesInALongText(
      @ForAll @IntRange(min = 0, max = 900_000) int at, @ForAll boolean anchored)
      throws IOException {
    RuleScan scan =
        scan(rule("a", "needle", "needle-[a-z]{200}", "starts-with-keyword: " + anchored));
    byte[] text = "\n".repeat(1_000_000).getBytes(StandardCharsets.US_ASCII);
    byte[] needle = ("needle-" + "n".repeat(200)).getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(needle, 0, text, at, needle.length);
    List<RuleMatch> matches = new ArrayList<>();
    RuleOutcome outcome = scan.scan(new ByteArrayInputStream(text), matches::add);
    assertThat(matches).hasSize(1);
    assertThat(matches.getFirst().offset()).isEqualTo(at);
    assertThat(matches.getFirst().line()).isEqualTo(at + 1);
    assertThat(outcome.bytes()).isEqualTo(text.length);
  }

  @Property(tries = 300)
  void keepsWhatLiesBeforeAKeywordWhereverTheBufferMoves(
      @ForAll @IntRange(min = -400, max = 400) int around, @ForAll @IntRange(max = 2) int buffers)
      throws IOException {
    RuleScan scan = scan(rule("a", "needle", "\\b[a-z]{200}=needle", "window: 300"));
    byte[] text = "\n".repeat(1_000_000).getBytes(StandardCharsets.US_ASCII);
    byte[] match = ("x".repeat(200) + "=needle").getBytes(StandardCharsets.US_ASCII);
    int at = (buffers + 1) * (256 << 10) - 600 * buffers + around;
    System.arraycopy(match, 0, text, at, match.length);
    text[at - 1] = ' ';
    List<RuleMatch> matches = new ArrayList<>();
    scan.scan(new ByteArrayInputStream(text), matches::add);
    assertThat(matches).extracting(RuleMatch::offset).containsExactly((long) at);
    assertThat(matches.getFirst().line()).isEqualTo(at);
    assertThat(matches.getFirst().before()).isEqualTo(" ");
  }

  @Test
  void whatWasReadBeforeAFailureIsLookedAt() {
    RuleScan scan = scan(rule("a", "needle", "needle[0-9]"));
    InputStream broken = new SequenceInputStream(stream("a needle1"), new Broken());
    List<String> found = new ArrayList<>();
    assertThatThrownBy(() -> scan.scan(broken, match -> found.add(match.text())))
        .hasMessage("broken");
    assertThat(found).containsExactly("needle1");
  }

  @Test
  void findsEachMatchOnceWhereWindowsOverlap() throws IOException {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 60_000; i++) {
      text.append("key=").append(100_000 + i).append(' ');
    }
    for (String more : new String[] {"window: 300", "starts-with-keyword: true"}) {
      RuleScan scan =
          new RuleScan(
              TestRules.set(rule("a", "key", "key=[0-9]{6}", more)),
              new RuleLimits(1 << 20, 1 << 20, 1L << 40));
      List<String> found = new ArrayList<>();
      scan.scan(stream(text.toString()), match -> found.add(match.text()));
      assertThat(found).as(more).hasSize(60_000).doesNotHaveDuplicates();
    }
  }

  @Test
  void matchesAreBoundedAndSoIsTold() throws IOException {
    RuleScan scan =
        new RuleScan(
            TestRules.set(
                rule("a", "aaa", "aaa[0-9]"),
                rule("b", "bbb", "bbb[0-9]"),
                rule("c", "ccc", "ccc[0-9]")),
            FEW);
    List<RuleMatch> matches = new ArrayList<>();
    String text = "aaa1 aaa2 aaa3 aaa4 bbb1 bbb2 bbb3 ccc1";
    RuleOutcome outcome = scan.scan(stream(text), matches::add);
    assertThat(matches).hasSize(5);
    assertThat(outcome.matches()).isEqualTo(5);
    assertThat(outcome.bounds())
        .extracting(b -> b.code() + " " + b.rule())
        .containsExactly("limit.rule-matches a", "limit.file-matches null");
    // A pass that is used again has forgotten all that.
    assertThat(texts(scan.matches("ccc1"))).containsExactly("ccc1");
  }

  @Test
  void whatDoesNotCountIsNotBounded() throws IOException {
    RuleScan scan = new RuleScan(TestRules.set(rule("a", "aaa", "aaa[0-9]")), FEW);
    List<String> seen = new ArrayList<>();
    RuleOutcome outcome =
        scan.scan(
            stream("aaa1 aaa2 aaa3 aaa4 aaa5 aaa6"),
            match -> seen.add(match.text()) && match.text().equals("aaa6"));
    assertThat(seen).hasSize(6);
    assertThat(outcome.matches()).isEqualTo(1);
    assertThat(outcome.bounds()).isEmpty();
  }

  @Test
  void aTextOfNothingButKeywordsIsGivenUpAndToldSo() throws IOException {
    RuleScan scan =
        new RuleScan(
            TestRules.set(
                rule("a", "aaaa", "a{1,1000}b", "starts-with-keyword: true", "window: 9000")),
            FEW);
    RuleOutcome outcome = scan.scan(new Endless((byte) 'a', 4 << 20), match -> true);
    assertThat(outcome.bounds()).extracting(RuleOutcome.Bound::code).contains("limit.rule-steps");
  }

  @Test
  void aKeywordThatNothingFollowsCostsNoMoreThanItself() throws IOException {
    RuleScan scan =
        new RuleScan(
            TestRules.set(
                rule("a", "key", "key[0-9]", "starts-with-keyword: true", "window: 60000")),
            FEW);
    RuleOutcome outcome = scan.scan(stream("key ".repeat(2_000) + "key1"), match -> true);
    assertThat(outcome.matches()).isEqualTo(1);
    assertThat(outcome.bounds()).isEmpty();
  }

  @Test
  void aLineOf160MegabytesNeedsNoMoreMemoryThanAShortOne() throws IOException {
    RuleScan scan = scan(rule("a", "needle", "needle[0-9]"));
    RuleOutcome outcome = scan.scan(new Endless((byte) 'x', 160L << 20), match -> true);
    assertThat(outcome.bytes()).isEqualTo(160L << 20);
    assertThat(outcome.bounds()).isEmpty();
  }

  @Test
  void stopsWhenInterrupted() {
    RuleScan scan = scan(rule("a", "needle", "needle"));
    Thread.currentThread().interrupt();
    try {
      assertThatThrownBy(() -> scan.scan(stream("x"), match -> true))
          .isInstanceOf(InterruptedIOException.class);
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  @Test
  void countsLines() {
    for (int length = 0; length < 40; length++) {
      byte[] bytes = new byte[length];
      for (int i = 0; i < length; i++) {
        bytes[i] = (byte) (i % 3 == 0 ? '\n' : i % 3 == 1 ? '\n' + 1 : 0x8a);
      }
      assertThat(Lines.count(bytes, 0, length)).isEqualTo((length + 2) / 3);
    }
  }

  private static RuleScan scan(String... rules) {
    return new RuleScan(TestRules.set(rules), RuleLimits.DEFAULT);
  }

  private static List<String> texts(List<RuleMatch> matches) {
    return matches.stream().map(RuleMatch::text).toList();
  }

  private static InputStream stream(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Can't be read. */
  private static final class Broken extends InputStream {
    @Override
    public int read() throws IOException {
      throw new IOException("broken");
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      throw new IOException("broken");
    }
  }

  /** Many times the same byte. */
  private static final class Endless extends InputStream {
    private final byte value;
    private long left;

    Endless(byte value, long size) {
      this.value = value;
      this.left = size;
    }

    @Override
    public int read() {
      return left-- > 0 ? value : -1;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) {
      int n = (int) Math.min(length, left);
      Arrays.fill(bytes, offset, offset + n, value);
      left -= n;
      return n == 0 && length > 0 ? -1 : n;
    }
  }
}
