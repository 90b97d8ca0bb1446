package io.mdis.image.registry;

import com.fasterxml.jackson.databind.JsonNode;
import io.mdis.image.ImageException;
import io.mdis.image.ImageProblem;
import io.mdis.image.manifest.BoundedJson;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Logins at registries: Basic, or a Bearer token of a token service (distribution "token"). */
final class Tokens {
  private static final int MAX_BYTES = 1 << 20;
  private static final int MAX_KNOWN = 4096;

  /** What a token is asked for. */
  enum Rights {
    READ("repository:%s:pull"),
    WRITE("repository:%s:pull,push"),
    /** The names of all repositories. */
    LIST("registry:catalog:*");

    private final String scope;

    Rights(String scope) {
      this.scope = scope;
    }
  }

  private final Transport transport;
  private final RegistryLimits limits;
  private final Optional<LentLogin.Token> lent;
  private final Map<String, String> known = new ConcurrentHashMap<>();

  /** A lent token is shown with every request and no other is asked for. */
  Tokens(Transport transport, RegistryLimits limits, Optional<LentLogin.Token> lent) {
    this.transport = transport;
    this.limits = limits;
    this.lent = lent;
  }

  /** Authorization header that was lent or worked before; null when there is none. */
  String known(RegistryEndpoint endpoint, String repository, Rights rights) {
    return lent.map(token -> "Bearer " + token.value())
        .orElseGet(() -> known.get(key(endpoint, repository, rights)));
  }

  /** Follows a challenge; throws UNAUTHORIZED, REDIRECT_REFUSED, or IOException for what passes. */
  void login(RegistryEndpoint endpoint, String repository, Rights rights, List<String> headers)
      throws IOException {
    if (lent.isPresent()) {
      throw unauthorized(endpoint, "it refuses the token that was lent; it may have expired");
    }
    if (known.size() > MAX_KNOWN) {
      known.clear();
    }
    known.remove(key(endpoint, repository, rights));
    Optional<Challenge> challenge = Challenge.choose(headers);
    if (challenge.isEmpty()) {
      throw unauthorized(endpoint, "it wants a login by neither Basic nor Bearer");
    }
    String authorization;
    if (challenge.get().scheme().equals("bearer")) {
      authorization = "Bearer " + token(endpoint, repository, rights, challenge.get());
    } else if (endpoint.credentials() != null) {
      authorization = endpoint.credentials().basic();
    } else {
      throw unauthorized(endpoint, "it wants a login and none is configured");
    }
    known.put(key(endpoint, repository, rights), authorization);
  }

  private String token(
      RegistryEndpoint endpoint, String repository, Rights rights, Challenge challenge)
      throws IOException {
    URI uri = tokenUri(endpoint, repository, rights, challenge);
    new RedirectRule(endpoint).checkToken(uri);
    String login = endpoint.credentials() == null ? null : endpoint.credentials().basic();
    HttpResponse<InputStream> response = transport.send(endpoint, uri, Map.of(), login);
    try (InputStream in =
        new TimedStream(response.body(), limits.stallTimeout(), limits.deadline())) {
      if (response.statusCode() != 200) {
        throw Transport.failure(endpoint, " (token service)", uri, response);
      }
      byte[] bytes = in.readNBytes(MAX_BYTES + 1);
      JsonNode root = BoundedJson.object(bytes, MAX_BYTES, "token of " + endpoint.host());
      String token = BoundedJson.text(root, "token");
      token = token.isEmpty() ? BoundedJson.text(root, "access_token") : token;
      if (token.isEmpty() || !token.chars().allMatch(c -> c > ' ' && c < 127)) {
        throw unauthorized(endpoint, "its token service gave no usable token");
      }
      return token;
    }
  }

  private static URI tokenUri(
      RegistryEndpoint endpoint, String repository, Rights rights, Challenge challenge)
      throws ImageException {
    String realm = challenge.parameters().getOrDefault("realm", "");
    String service = challenge.parameters().getOrDefault("service", "");
    // The scope is ours, not the challenge's: this repository alone, and no more than is needed.
    String query = "scope=" + encoded(rights.scope.formatted(repository));
    query = service.isEmpty() ? query : "service=" + encoded(service) + "&" + query;
    try {
      return new URI(realm + (realm.indexOf('?') < 0 ? "?" : "&") + query);
    } catch (java.net.URISyntaxException e) {
      throw new ImageException(
          ImageProblem.PROTOCOL, endpoint.host() + " names a token service that is no address", e);
    }
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static ImageException unauthorized(RegistryEndpoint endpoint, String why) {
    return new ImageException(ImageProblem.UNAUTHORIZED, endpoint.host() + ": " + why);
  }

  private static String key(RegistryEndpoint endpoint, String repository, Rights rights) {
    return endpoint.host() + " " + repository + " " + rights;
  }
}
