package io.mdis.ingest.application.webhook.proof;

import java.util.Locale;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwk.HttpsJwks;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.keys.resolvers.HttpsJwksVerificationKeyResolver;

/**
 * Identity tokens (OpenID Connect Core 1.0, 2) of one account, as Google's Pub/Sub and the jobs of
 * hosted build services send them. Keys come from the configured address alone, never from one that
 * a token names, and are kept for an hour.
 */
public final class IdentityTokens {

  private static final String BEARER = "bearer ";
  private static final int MAX_TOKEN = 8192;
  private static final int SKEW_SECONDS = 30;
  private static final long KEYS_SECONDS = 3600;
  private static final long RELOAD_AFTER_MILLIS = 60_000;

  private final JwtConsumer consumer;
  private final String email;

  /**
   * Who is believed.
   *
   * @param issuer claim {@code iss}
   * @param keys URL of its JSON Web Key Set
   * @param audience claim {@code aud}
   * @param email claim {@code email} of the account, which must be verified
   */
  public IdentityTokens(String issuer, String keys, String audience, String email) {
    HttpsJwks jwks = new HttpsJwks(keys);
    jwks.setDefaultCacheDuration(KEYS_SECONDS);
    // A token with an unknown key id, which anyone can make, fetches the keys once a minute at
    // most.
    jwks.setRefreshReprieveThreshold(RELOAD_AFTER_MILLIS);
    this.email = email;
    this.consumer =
        new JwtConsumerBuilder()
            .setRequireExpirationTime()
            .setRequireIssuedAt()
            .setAllowedClockSkewInSeconds(SKEW_SECONDS)
            .setExpectedIssuer(issuer)
            .setExpectedAudience(audience)
            .setVerificationKeyResolver(new HttpsJwksVerificationKeyResolver(jwks))
            .setJwsAlgorithmConstraints(
                AlgorithmConstraints.ConstraintType.PERMIT,
                AlgorithmIdentifiers.RSA_USING_SHA256,
                AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256)
            .build();
  }

  /** Whether the value of an Authorization header is a token of that account for us. */
  public boolean admits(String authorization) {
    if (authorization.length() > MAX_TOKEN
        || !authorization.toLowerCase(Locale.ROOT).startsWith(BEARER)) {
      return false;
    }
    try {
      JwtClaims claims = consumer.processToClaims(authorization.substring(BEARER.length()).strip());
      boolean verified = Boolean.TRUE.equals(claims.getClaimValue("email_verified"));
      return verified && email.equals(claims.getStringClaimValue("email"));
    } catch (InvalidJwtException | MalformedClaimException e) {
      return false;
    }
  }
}
