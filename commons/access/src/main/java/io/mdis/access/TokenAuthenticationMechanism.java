package io.mdis.access;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.AuthenticationRequest;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;

/**
 * Signs a caller in by the admin token, for programs as {@code Bearer} and for browsers as the
 * password of {@code Basic}.
 *
 * <p>A wrong credential leaves the caller anonymous instead of failing: the permission of the path
 * then answers 401, and a webhook, whose Authorization header is its sender's own, gets through to
 * its own check.
 */
@ApplicationScoped
public class TokenAuthenticationMechanism implements HttpAuthenticationMechanism {

  /** Role of who holds the admin token. */
  public static final String ADMIN = "admin";

  private static final int UNAUTHORIZED = 401;
  private static final String WHAT_TO_DO =
      """
      {"error":{"code":"http.401","message":"sign in with the admin token: \
      Authorization: Bearer <token>, or as the password of any user"}}""";

  private final AdminAccess access;

  /** Uses the one configured token. */
  public TokenAuthenticationMechanism(AdminAccess access) {
    this.access = access;
  }

  @Override
  public Uni<SecurityIdentity> authenticate(
      RoutingContext context, IdentityProviderManager identityProviders) {
    String header = context.request().getHeader(HttpHeaderNames.AUTHORIZATION);
    if (!access.admitsHeader(header)) {
      return Uni.createFrom().nullItem();
    }
    return Uni.createFrom()
        .item(
            QuarkusSecurityIdentity.builder()
                .setPrincipal(new QuarkusPrincipal(ADMIN))
                .addRole(ADMIN)
                .build());
  }

  @Override
  public Uni<ChallengeData> getChallenge(RoutingContext context) {
    return Uni.createFrom()
        .item(
            new ChallengeData(
                UNAUTHORIZED, HttpHeaderNames.WWW_AUTHENTICATE, "Basic realm=\"MDIS\""));
  }

  /** Says in the body what to do, like every other refusal. */
  @Override
  public Uni<Boolean> sendChallenge(RoutingContext context) {
    return getChallenge(context)
        .flatMap(
            challenge -> {
              HttpServerResponse response = context.response().setStatusCode(UNAUTHORIZED);
              challenge
                  .getHeaders()
                  .forEach((name, value) -> response.putHeader(name.toString(), value));
              response.putHeader(HttpHeaderNames.CONTENT_TYPE, "application/json");
              return Uni.createFrom()
                  .completionStage(response.end(WHAT_TO_DO).toCompletionStage())
                  .replaceWith(true);
            });
  }

  @Override
  public Set<Class<? extends AuthenticationRequest>> getCredentialTypes() {
    return Set.of();
  }
}
