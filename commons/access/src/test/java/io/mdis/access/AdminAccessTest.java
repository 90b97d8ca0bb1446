package io.mdis.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class AdminAccessTest {

  private final String token = AccessToken.generate();
  private final AdminAccess access = new AdminAccess(Optional.of(AccessToken.hash(token)));

  @Test
  void generatesDistinctTokensOf256Bits() {
    assertThat(token).startsWith("mdis_").hasSize("mdis_".length() + 43);
    assertThat(AccessToken.generate()).isNotEqualTo(token);
  }

  @Test
  void hashesAsSha256() {
    assertThat(AccessToken.hash("abc"))
        .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  }

  @Test
  void admitsTheTokenAsBearerAndAsPassword() {
    assertThat(access.admitsHeader("Bearer " + token)).isTrue();
    assertThat(access.admitsHeader("bearer " + token)).isTrue();
    assertThat(access.admitsHeader("Basic " + base64("anyone:" + token))).isTrue();
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", "Bearer", "Bearer ", "Bearer mdis_x", "Basic !!!", "Basic YQ=="})
  void refusesEverythingElse(String header) {
    assertThat(access.admitsHeader(header)).isFalse();
  }

  @Test
  void refusesTheTokenAsUserName() {
    assertThat(access.admitsHeader("Basic " + base64(token + ":"))).isFalse();
  }

  @Test
  void admitsNobodyWithoutConfiguredHash() {
    assertThat(new AdminAccess(Optional.empty()).admitsHeader("Bearer " + token)).isFalse();
  }

  @Test
  void refusesToStartWithAMalformedHash() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new AdminAccess(Optional.of("secret")))
        .withMessageContaining("mdis.access.token-sha256");
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
