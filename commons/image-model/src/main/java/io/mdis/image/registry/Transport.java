package io.mdis.image.registry;

import io.mdis.image.ImageException;
import io.mdis.image.ImageProblem;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Single requests to one registry and to where it sends us; logs in once per request at most. */
final class Transport {
  private static final int MAX_REDIRECTS = 5;

  private final RegistryLimits limits;
  private final Tokens tokens;
  private final Map<String, HttpClient> clients;

  Transport(RegistryLimits limits) {
    this(limits, new ConcurrentHashMap<>(), Optional.empty());
  }

  private Transport(
      RegistryLimits limits, Map<String, HttpClient> clients, Optional<LentLogin.Token> lent) {
    this.limits = limits;
    this.clients = clients;
    this.tokens = new Tokens(this, limits, lent);
  }

  /** The same connections with logins of its own, which nobody else ever uses. */
  Transport withOwnLogins(Optional<LentLogin.Token> lent) {
    return new Transport(limits, clients, lent);
  }

  /**
   * An answer of 200 or 206, its body still to be read and closed. Throws ImageException for what
   * stays wrong, and IOException for what may pass.
   */
  HttpResponse<InputStream> get(
      RegistryEndpoint endpoint, String repository, String path, Map<String, String> headers)
      throws IOException {
    return get(endpoint, repository, Tokens.Rights.READ, path, headers);
  }

  /** The same by other rights. */
  HttpResponse<InputStream> get(
      RegistryEndpoint endpoint,
      String repository,
      Tokens.Rights rights,
      String path,
      Map<String, String> headers)
      throws IOException {
    URI uri = endpoint.uri(path);
    RedirectRule rule = new RedirectRule(endpoint);
    boolean loggedIn = false;
    for (int hops = 0; hops <= MAX_REDIRECTS; ) {
      String authorization = rule.isOwn(uri) ? tokens.known(endpoint, repository, rights) : null;
      HttpResponse<InputStream> response = send(endpoint, uri, headers, authorization);
      int status = response.statusCode();
      if (status == 200 || status == 206) {
        return response;
      }
      response.body().close();
      if (status == 401 && rule.isOwn(uri) && !loggedIn) {
        loggedIn = true;
        tokens.login(endpoint, repository, rights, challenges(response));
      } else if (isRedirect(status)) {
        hops++;
        uri = target(endpoint, uri, response);
        rule.checkBlob(uri);
      } else {
        throw failure(endpoint, path, uri, response);
      }
    }
    throw new ImageException(
        ImageProblem.REDIRECT_REFUSED,
        endpoint.host() + path + ": more than " + MAX_REDIRECTS + " redirects");
  }

  /**
   * The answer to a request that changes the registry, or asks for what a change needs; its body is
   * still to be closed. It goes to the registry itself alone and no redirect is followed, so that
   * neither content nor login reaches another host.
   */
  HttpResponse<InputStream> write(RegistryEndpoint endpoint, String repository, WriteRequest write)
      throws IOException {
    boolean loggedIn = false;
    while (true) {
      String authorization = tokens.known(endpoint, repository, Tokens.Rights.WRITE);
      HttpResponse<InputStream> response = send(endpoint, write.builder(), authorization);
      int status = response.statusCode();
      if (status == 401 && !loggedIn) {
        response.body().close();
        loggedIn = true;
        tokens.login(endpoint, repository, Tokens.Rights.WRITE, challenges(response));
      } else if (isRedirect(status)) {
        response.body().close();
        throw new ImageException(
            ImageProblem.REDIRECT_REFUSED,
            endpoint.host()
                + " redirects "
                + write.method()
                + " to "
                + RedirectRule.shown(target(endpoint, write.uri(), response))
                + ": what is pushed goes to the registry itself alone");
      } else {
        return response;
      }
    }
  }

  HttpResponse<InputStream> send(
      RegistryEndpoint endpoint, URI uri, Map<String, String> headers, String authorization)
      throws IOException {
    HttpRequest.Builder request = HttpRequest.newBuilder(uri).timeout(limits.stallTimeout()).GET();
    headers.forEach(request::setHeader);
    return send(endpoint, request, authorization);
  }

  private HttpResponse<InputStream> send(
      RegistryEndpoint endpoint, HttpRequest.Builder request, String authorization)
      throws IOException {
    request.setHeader("User-Agent", "mdis");
    if (authorization != null) {
      request.setHeader("Authorization", authorization);
    }
    try {
      return client(endpoint.caFile())
          .send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
    } catch (InterruptedException e) {
      throw Retry.interrupted(e);
    }
  }

  /** Throws what a status that is no success means. */
  static IOException failure(
      RegistryEndpoint endpoint, String path, URI uri, HttpResponse<?> response) {
    int status = response.statusCode();
    String where = endpoint.host() + path + " answered " + status;
    if (!endpoint.uri("/").getHost().equals(uri.getHost())) {
      where += " at " + RedirectRule.shown(uri);
    }
    if (status == 429 || status == 408 || status >= 500) {
      return new Retry.Busy(where, wait(response));
    }
    return switch (status) {
      case 401, 403 ->
          new ImageException(
              ImageProblem.UNAUTHORIZED, where + ": check the registry's credentials and rights");
      case 404, 410 ->
          new ImageException(ImageProblem.NOT_FOUND, where + ": it is not in the registry");
      case 416 ->
          new ImageException(
              ImageProblem.TRUNCATED,
              where + ": the registry has fewer bytes of it than the manifest says; push it again");
      default -> new ImageException(ImageProblem.PROTOCOL, where + ", which a registry should not");
    };
  }

  private static Duration wait(HttpResponse<?> response) {
    String value = response.headers().firstValue("Retry-After").orElse("").strip();
    try {
      if (!value.isEmpty() && value.length() <= 9 && value.chars().allMatch(Character::isDigit)) {
        return Duration.ofSeconds(Long.parseLong(value));
      }
      ZonedDateTime date = ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME);
      return Duration.between(ZonedDateTime.now(date.getZone()), date);
    } catch (DateTimeParseException e) {
      // Unreadable or absent: the client's own waits count.
      return null;
    }
  }

  private static List<String> challenges(HttpResponse<?> response) {
    return response.headers().allValues("WWW-Authenticate");
  }

  /** Where a Location header points; throws PROTOCOL when it is no address. */
  static URI target(RegistryEndpoint endpoint, URI from, HttpResponse<?> response)
      throws ImageException {
    String location = response.headers().firstValue("Location").orElse("");
    try {
      return from.resolve(location);
    } catch (IllegalArgumentException e) {
      throw new ImageException(
          ImageProblem.PROTOCOL, endpoint.host() + " names a location that is no address", e);
    }
  }

  private static boolean isRedirect(int status) {
    return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
  }

  private HttpClient client(Path caFile) throws IOException {
    String key = caFile == null ? "" : caFile.toString();
    HttpClient known = clients.get(key);
    if (known != null) {
      return known;
    }
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(limits.connectTimeout());
    if (caFile != null) {
      builder.sslContext(new TrustFile(caFile).context());
    }
    HttpClient made = builder.build();
    HttpClient first = clients.putIfAbsent(key, made);
    return first == null ? made : first;
  }
}
