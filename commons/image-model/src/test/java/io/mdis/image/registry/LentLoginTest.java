package io.mdis.image.registry;

import static io.mdis.image.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.mdis.image.ImageProblem;
import io.mdis.image.ImageSource;
import io.mdis.image.reference.ImageReference;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LentLoginTest {
  private static final LentLogin TOKEN = new LentLogin.Token("abc.def");
  private FakeRegistry registry;

  @BeforeEach
  void start() throws IOException {
    registry = new FakeRegistry();
  }

  @AfterEach
  void stop() {
    registry.close();
  }

  @Test
  void readsARobotsPassword() {
    assertThat(LentLogin.parse("Basic " + base64("robot$shop+mdis-1:a:b")))
        .isEqualTo(new LentLogin.Password(new Credentials("robot$shop+mdis-1", "a:b")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Bearer abc.def", "bearer abc.def", "Bearer: abc.def"})
  void readsAToken(String header) {
    assertThat(LentLogin.parse(header)).isEqualTo(TOKEN);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Basic",
        "Basic !s3cret!",
        "Basic czNjcmV0",
        "Bearer ",
        "Bearer s3cret\r\nX: y",
        "Digest s3cret"
      })
  void refusesAnythingElseWithoutQuotingIt(String header) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LentLogin.parse(header))
        .withMessageNotContaining("s3cret")
        .withMessageNotContaining("czNjcmV0")
        .withNoCause();
  }

  @Test
  void showsNobodyWhatWasLent() {
    assertThat(TOKEN.toString()).doesNotContain("abc");
    assertThat(LentLogin.parse("Basic " + base64("me:s3cret")).toString()).doesNotContain("s3cret");
  }

  @Test
  void theLentPasswordIsShownInsteadOfTheConfiguredOne() throws IOException {
    challenge("Basic realm=\"x\"", 1);
    RegistryClient client = client(new Credentials("standing", "other"));
    read(client.lent(registry.host(), LentLogin.parse("Basic " + base64("me:secret"))));
    assertThat(registry.authorizations)
        .startsWith("null", "Basic " + base64("me:secret"))
        .doesNotContain("Basic " + base64("standing:other"));
  }

  @Test
  void aLentTokenGoesWithEveryRequest() throws IOException {
    read(client(null).lent(registry.host(), TOKEN));
    assertThat(registry.authorizations).containsOnly("Bearer abc.def").hasSize(3);
  }

  @Test
  void noOtherTokenIsAskedForWhenTheLentOneIsRefused() {
    challenge("Bearer realm=\"" + registry.url("/token") + "\"", 1);
    registry.publish("/token", "{\"token\":\"x\"}".getBytes(StandardCharsets.UTF_8));
    assertProblem(ImageProblem.UNAUTHORIZED, () -> read(client(null).lent(registry.host(), TOKEN)))
        .hasMessageContaining("expired")
        .hasMessageNotContaining("abc");
    assertThat(registry.requests).hasSize(1);
  }

  @Test
  void whatWasLentIsOfNoUseToAnybodyElse() throws IOException {
    challenge("Basic realm=\"x\"", 1);
    RegistryClient client = client(null);
    read(client.lent(registry.host(), LentLogin.parse("Basic " + base64("me:secret"))));
    registry.authorizations.clear();
    read(client);
    assertThat(registry.authorizations).containsOnly("null");
  }

  @Test
  void reachesNoRegistryBesideTheLentOne() throws IOException {
    assertProblem(ImageProblem.NOT_CONFIGURED, () -> client(null).lent("other.example", TOKEN));
    RegistryClient lent = client(null).lent(registry.host(), TOKEN);
    assertProblem(
        ImageProblem.NOT_CONFIGURED,
        () -> lent.resolve(ImageReference.parse("other.example/r:1"), Optional.empty()));
  }

  private RegistryClient client(Credentials standing) {
    return new RegistryClient(
        RegistryDirectory.of(List.of(new RegistryEndpoint(registry.host(), true, standing, null))),
        RegistryLimits.DEFAULT);
  }

  private void read(RegistryClient client) throws IOException {
    ImageSource image =
        client
            .resolve(ImageReference.parse(registry.host() + "/r:1"), Optional.empty())
            .images()
            .getFirst();
    try (InputStream in = image.layers().getFirst().content().open()) {
      assertThat(in.readAllBytes()).isEqualTo(registry.layer);
    }
  }

  private void challenge(String challenge, int times) {
    for (int i = 0; i < times; i++) {
      registry.next(
          FakeRegistry.manifestPath(), FakeRegistry.status(401, "WWW-Authenticate", challenge));
    }
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
