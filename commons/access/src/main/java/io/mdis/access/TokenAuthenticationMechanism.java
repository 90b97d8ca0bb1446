package io.mdis.access;

import io.mdis.access.token.ApiTokens;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.AuthenticationRequest;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.quarkus.security.spi.runtime.BlockingSecurityExecutor;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.Set;

/**
 * Signs a caller in by the admin token or an API token: as {@code Bearer}, for browsers as the
 * password of {@code Basic}, or in Harbor's own header for scanners.
 *
 * <p>A wrong credential leaves the caller anonymous instead of failing: the permission of the path
 * then answers 401, and a webhook, whose Authorization header is its sender's own, gets through to
 * its own check.
 */
@ApplicationScoped
public class TokenAuthenticationMechanism implements HttpAuthenticationMechanism {
  private static final String API_KEY = "X-ScannerAdapter-API-Key";
  private static final String LIMITED = "mdis.access.limited";
  private static final int UNAUTHORIZED = 401;
  private static final int TOO_MANY = 429;
  private static final String WHAT_TO_DO =
      """
      {"error":{"code":"http.401","message":"sign in with the admin token or an API token: \
      Authorization: Bearer <token>, or as the password of any user"}}""";
  private static final String COME_LATER =
      """
      {"error":{"code":"http.429","message":"too many refused credentials from this address; \
      try again in a minute"}}""";

  private final AdminAccess admin;
  private final ApiTokens tokens;
  private final FailureLimit failures;
  private final BlockingSecurityExecutor blocking;

  /** Uses the one configured token, and those that were issued. */
  public TokenAuthenticationMechanism(
      AdminAccess admin,
      ApiTokens tokens,
      FailureLimit failures,
      BlockingSecurityExecutor blocking) {
    this.admin = admin;
    this.tokens = tokens;
    this.failures = failures;
    this.blocking = blocking;
  }

  @Override
  public Uni<SecurityIdentity> authenticate(
      RoutingContext context, IdentityProviderManager identityProviders) {
    String header = presented(context);
    if (header == null) {
      return Uni.createFrom().nullItem();
    }
    if (failures.exceeded(address(context))) {
      context.put(LIMITED, true);
      return Uni.createFrom().nullItem();
    }
    if (admin.admitsHeader(header)) {
      return Uni.createFrom().item(identity(Roles.ADMIN, Role.ADMIN));
    }
    Optional<String> token = AdminAccess.tokenIn(header).filter(AccessToken::looksLikeOne);
    return token.isEmpty()
        ? Uni.createFrom().nullItem()
        : blocking.executeBlocking(() -> identity(token.get()));
  }

  private SecurityIdentity identity(String token) {
    return tokens.admit(token).map(known -> identity(known.name(), known.role())).orElse(null);
  }

  private static SecurityIdentity identity(String name, Role role) {
    return QuarkusSecurityIdentity.builder()
        .setPrincipal(new QuarkusPrincipal(name))
        .addRoles(role.granted())
        .build();
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
    if (context.get(LIMITED) != null) {
      HttpServerResponse response = context.response().setStatusCode(TOO_MANY);
      response.putHeader(
          HttpHeaderNames.RETRY_AFTER, Long.toString(FailureLimit.WINDOW.toSeconds()));
      return end(response, COME_LATER);
    }
    if (presented(context) != null) {
      failures.failed(address(context));
    }
    return getChallenge(context)
        .flatMap(
            challenge -> {
              HttpServerResponse response = context.response().setStatusCode(UNAUTHORIZED);
              challenge
                  .getHeaders()
                  .forEach((name, value) -> response.putHeader(name.toString(), value));
              return end(response, WHAT_TO_DO);
            });
  }

  @Override
  public Set<Class<? extends AuthenticationRequest>> getCredentialTypes() {
    return Set.of();
  }

  private static Uni<Boolean> end(HttpServerResponse response, String body) {
    response.putHeader(HttpHeaderNames.CONTENT_TYPE, "application/json");
    return Uni.createFrom()
        .completionStage(response.end(body).toCompletionStage())
        .replaceWith(true);
  }

  private static String presented(RoutingContext context) {
    String header = context.request().getHeader(HttpHeaderNames.AUTHORIZATION);
    String key = context.request().getHeader(API_KEY);
    return header == null && key != null ? "Bearer " + key : header;
  }

  private static String address(RoutingContext context) {
    SocketAddress address = context.request().remoteAddress();
    return address == null || address.hostAddress() == null ? "" : address.hostAddress();
  }
}
