package io.mdis.ingest.application.webhook.proof;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.keys.HmacKey;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class IdentityTokensTest {

  private static final AtomicInteger FETCHED = new AtomicInteger();
  private static RsaJsonWebKey key;
  private static HttpServer server;
  private static IdentityTokens tokens;

  @BeforeAll
  static void serveKeys() throws Exception {
    key = RsaJwkGenerator.generateJwk(2048);
    key.setKeyId("k1");
    byte[] keys =
        new JsonWebKeySet(key)
            .toJson(JsonWebKey.OutputControlLevel.PUBLIC_ONLY)
            .getBytes(StandardCharsets.UTF_8);
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/keys",
        exchange -> {
          FETCHED.incrementAndGet();
          exchange.sendResponseHeaders(200, keys.length);
          exchange.getResponseBody().write(keys);
          exchange.close();
        });
    server.start();
    String url = "http://127.0.0.1:" + server.getAddress().getPort() + "/keys";
    tokens = new IdentityTokens("https://issuer.example", url, "mdis", "push@example.com");
  }

  @AfterAll
  static void stop() {
    server.stop(0);
  }

  @Test
  void oneAccountsTokenForUsIsAdmitted() throws Exception {
    assertThat(admitted(claims -> {})).isTrue();
  }

  @Test
  void whatIsNotForUsOrNotOfTheAccountIsNot() throws Exception {
    assertThat(admitted(claims -> claims.setAudience("other"))).isFalse();
    assertThat(admitted(claims -> claims.setIssuer("https://other.example"))).isFalse();
    assertThat(admitted(claims -> claims.setClaim("email", "else@example.com"))).isFalse();
    assertThat(admitted(claims -> claims.setClaim("email_verified", false))).isFalse();
    assertThat(admitted(claims -> claims.unsetClaim("email"))).isFalse();
    assertThat(admitted(claims -> claims.setExpirationTimeMinutesInTheFuture(-5))).isFalse();
    assertThat(admitted(claims -> claims.unsetClaim("exp"))).isFalse();
  }

  @Test
  void aForgedTokenIsNot() throws Exception {
    RsaJsonWebKey other = RsaJwkGenerator.generateJwk(2048);
    other.setKeyId("k1");
    assertThat(tokens.admits("Bearer " + token(claims(), other))).isFalse();

    JsonWebSignature none = new JsonWebSignature();
    none.setPayload(claims().toJson());
    none.setAlgorithmHeaderValue(AlgorithmIdentifiers.NONE);
    none.setAlgorithmConstraints(org.jose4j.jwa.AlgorithmConstraints.ALLOW_ONLY_NONE);
    assertThat(tokens.admits("Bearer " + none.getCompactSerialization())).isFalse();

    // The public key taken for an HMAC secret, as verifiers that believe the header do.
    JsonWebSignature confused = new JsonWebSignature();
    confused.setPayload(claims().toJson());
    confused.setKey(new HmacKey(key.getPublicKey().getEncoded()));
    confused.setAlgorithmHeaderValue(AlgorithmIdentifiers.HMAC_SHA256);
    confused.setKeyIdHeaderValue("k1");
    assertThat(tokens.admits("Bearer " + confused.getCompactSerialization())).isFalse();
  }

  @Test
  void nonsenseIsNotAndUnknownKeysDoNotFetchAgainAndAgain() throws Exception {
    admitted(claims -> {});
    int before = FETCHED.get();
    RsaJsonWebKey other = RsaJwkGenerator.generateJwk(2048);
    for (int i = 0; i < 5; i++) {
      other.setKeyId("unknown" + i);
      assertThat(tokens.admits("Bearer " + token(claims(), other))).isFalse();
    }
    for (String value : new String[] {"", "Bearer", "Bearer a.b.c", "Basic x", "x".repeat(9000)}) {
      assertThat(tokens.admits(value)).isFalse();
    }
    assertThat(FETCHED.get() - before).isLessThanOrEqualTo(1);
  }

  private static boolean admitted(Consumer<JwtClaims> change) throws JoseException {
    JwtClaims claims = claims();
    change.accept(claims);
    return tokens.admits("Bearer " + token(claims, key));
  }

  private static JwtClaims claims() {
    JwtClaims claims = new JwtClaims();
    claims.setIssuer("https://issuer.example");
    claims.setAudience("mdis");
    claims.setIssuedAtToNow();
    claims.setExpirationTimeMinutesInTheFuture(10);
    claims.setClaim("email", "push@example.com");
    claims.setClaim("email_verified", true);
    return claims;
  }

  private static String token(JwtClaims claims, RsaJsonWebKey signer) throws JoseException {
    JsonWebSignature signature = new JsonWebSignature();
    signature.setPayload(claims.toJson());
    signature.setKey(signer.getPrivateKey());
    signature.setKeyIdHeaderValue(signer.getKeyId());
    signature.setAlgorithmHeaderValue(AlgorithmIdentifiers.RSA_USING_SHA256);
    return signature.getCompactSerialization();
  }
}
