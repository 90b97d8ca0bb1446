package io.mdis.image.registry;

import com.fasterxml.jackson.databind.JsonNode;
import io.mdis.image.ImageException;
import io.mdis.image.ImageProblem;
import io.mdis.image.manifest.BoundedJson;
import io.mdis.image.manifest.ManifestParser;
import io.mdis.image.reference.ImageReference;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a registry tells that it has: repositories (distribution's {@code _catalog}), tags (OCI
 * distribution 1.1, "Listing Tags"), and documents of its own interface. Got from {@link
 * RegistryClient#lists}.
 */
public final class RegistryLists {
  private static final int LONGEST_NEXT = 2048;

  private final Transport transport;
  private final RegistryLimits limits;
  private final RegistryEndpoint endpoint;

  RegistryLists(Transport transport, RegistryLimits limits, RegistryEndpoint endpoint) {
    this.transport = transport;
    this.limits = limits;
    this.endpoint = endpoint;
  }

  /**
   * A page of the repositories.
   *
   * @param next of the page before it; null for the first
   * @param count names wanted; a registry may give others
   * @throws ImageException NOT_FOUND or UNAUTHORIZED where the registry has no such list
   */
  public NamePage repositories(String next, int count) throws IOException {
    return names("/v2/_catalog", "", Tokens.Rights.LIST, next, count, "repositories");
  }

  /** A page of a repository's tags; as {@link #repositories}. */
  public NamePage tags(String repository, String next, int count) throws IOException {
    String path = "/v2/" + repository + "/tags/list";
    return names(path, repository, Tokens.Rights.READ, next, count, "tags");
  }

  /**
   * A JSON document of the registry's own interface, asked for with the login itself where there is
   * one: such interfaces answer others with what is public.
   *
   * @param path with its query
   */
  public JsonNode document(String path) throws IOException {
    Map<String, String> headers = Map.of("Accept", "application/json");
    String login = endpoint.credentials() == null ? null : endpoint.credentials().basic();
    return new Retry(limits)
        .run(
            endpoint.host() + path,
            () -> {
              HttpResponse<InputStream> response =
                  transport.send(endpoint, endpoint.uri(path), headers, login);
              if (response.statusCode() != 200) {
                response.body().close();
                throw Transport.failure(endpoint, path, response.uri(), response);
              }
              return json(response, path);
            });
  }

  private NamePage names(
      String path, String repository, Tokens.Rights rights, String next, int count, String field)
      throws IOException {
    String asked = path + "?" + (next == null ? "n=" + count : next);
    return new Retry(limits)
        .run(
            endpoint.host() + path,
            () -> {
              HttpResponse<InputStream> response =
                  transport.get(
                      endpoint, repository, rights, asked, Map.of("Accept", "application/json"));
              JsonNode list = json(response, path).path(field);
              return page(list, field, next(response).orElse(null));
            });
  }

  private NamePage page(JsonNode list, String field, String next) throws ImageException {
    List<String> names = new ArrayList<>();
    for (JsonNode each : list) {
      String name = each.isTextual() ? each.textValue() : "";
      if (isName(name, field)) {
        names.add(name);
      }
    }
    return new NamePage(names, list.size() - names.size(), next);
  }

  private boolean isName(String name, String field) {
    try {
      ImageReference unused =
          field.equals("tags")
              ? ImageReference.of(endpoint.host(), "a", name, null)
              : ImageReference.of(endpoint.host(), name, "a", null);
      return true;
    } catch (ImageException e) {
      return false;
    }
  }

  private JsonNode json(HttpResponse<InputStream> response, String path) throws IOException {
    String what = endpoint.host() + path;
    try (InputStream in =
        new TimedStream(response.body(), limits.stallTimeout(), limits.deadline())) {
      byte[] bytes = in.readNBytes(ManifestParser.MAX_BYTES + 1);
      return BoundedJson.any(bytes, ManifestParser.MAX_BYTES, what);
    }
  }

  /** The query of what a Link header (RFC 8288) calls next; its path is ours, whatever it says. */
  private Optional<String> next(HttpResponse<?> response) throws ImageException {
    for (String link : response.headers().allValues("Link")) {
      int query = link.indexOf('?');
      int end = link.indexOf('>');
      boolean isNext = link.contains("rel=\"next\"") || link.contains("rel=next");
      if (isNext && query >= 0 && query < end) {
        String next = link.substring(query + 1, end);
        if (next.length() > LONGEST_NEXT || !next.chars().allMatch(RegistryLists::inQuery)) {
          throw new ImageException(
              ImageProblem.PROTOCOL, endpoint.host() + " names a next page that is no address");
        }
        return Optional.of(next);
      }
    }
    return Optional.empty();
  }

  /** Characters of a query (RFC 3986, 3.4) with its escapes. */
  private static boolean inQuery(int c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || "-._~!$&'()*+,;=:@/?%".indexOf(c) >= 0;
  }
}
