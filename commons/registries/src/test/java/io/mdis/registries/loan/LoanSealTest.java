package io.mdis.registries.loan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mdis.contracts.Digest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class LoanSealTest {
  private static final String LOGIN = "Basic cm9ib3Q6c2VjcmV0";
  private static final Instant END = Instant.parse("2026-11-01T10:00:00.123Z");
  private static final Digest IMAGE = Digest.sha256("a".repeat(64));
  private static final Loan LOAN = new Loan("e1", "harbor.example", "shop/api", IMAGE, END);

  @TempDir Path folder;
  private LoanSeal seal;

  @BeforeEach
  void key() throws IOException {
    seal = seal(key64());
  }

  @Test
  void opensForItsLoan() {
    assertThat(seal.open(LOAN, seal.seal(LOAN, LOGIN))).contains(LOGIN);
  }

  @Test
  void isReadableToNobody() {
    byte[] sealed = seal.seal(LOAN, LOGIN);
    String text = new String(sealed, StandardCharsets.ISO_8859_1);
    assertThat(text).doesNotContain("cm9ib3Q6c2VjcmV0").doesNotContain("Basic");
    assertThat(seal.seal(LOAN, LOGIN)).isNotEqualTo(sealed);
  }

  static Stream<Loan> otherLoans() {
    return Stream.of(
        new Loan("e2", "harbor.example", "shop/api", IMAGE, END),
        new Loan("e1", "evil.example", "shop/api", IMAGE, END),
        new Loan("e1", "harbor.example", "shop/other", IMAGE, END),
        new Loan("e1", "harbor.example", "shop/api", Digest.sha256("b".repeat(64)), END),
        new Loan("e1", "harbor.example", "shop/api", IMAGE, END.plusMillis(1)));
  }

  @ParameterizedTest
  @MethodSource("otherLoans")
  void doesNotOpenForAnotherLoan(Loan other) {
    assertThat(seal.open(other, seal.seal(LOAN, LOGIN))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 12, 13, 20, 50})
  void doesNotOpenWhenAByteChanged(int at) {
    byte[] sealed = seal.seal(LOAN, LOGIN);
    sealed[at] ^= 1;
    assertThat(seal.open(LOAN, sealed)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 28, 29})
  void doesNotOpenWhenItIsCut(int length) {
    assertThat(seal.open(LOAN, Arrays.copyOf(seal.seal(LOAN, LOGIN), length))).isEmpty();
  }

  @Test
  void aNewKeySealsWhileTheOldOneStillOpens() throws IOException {
    String old = key64();
    String fresh = key64();
    byte[] before = seal(old).seal(LOAN, LOGIN);
    LoanSeal both = seal(fresh + "\n" + old + "\n");
    assertThat(both.open(LOAN, before)).contains(LOGIN);
    assertThat(seal(old).open(LOAN, both.seal(LOAN, LOGIN))).isEmpty();
    assertThat(seal(fresh).open(LOAN, both.seal(LOAN, LOGIN))).contains(LOGIN);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n", "not base64!", "c2hvcnQ=", "key: c2hvcnQ="})
  void refusesAFileThatHoldsNoKey(String text) {
    assertThatThrownBy(() -> seal(text))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("mdis.registry.loan-key-file")
        .hasMessageNotContaining("c2hvcnQ")
        .hasNoCause();
  }

  private LoanSeal seal(String text) throws IOException {
    return new LoanSeal(LoanKeys.read(Files.writeString(folder.resolve("loan.key"), text)));
  }

  private static String key64() {
    byte[] key = new byte[32];
    new SecureRandom().nextBytes(key);
    return Base64.getEncoder().encodeToString(key);
  }
}
