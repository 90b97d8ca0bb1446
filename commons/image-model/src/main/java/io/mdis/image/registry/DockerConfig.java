package io.mdis.image.registry;

import com.fasterxml.jackson.databind.JsonNode;
import io.mdis.image.manifest.BoundedJson;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Logins of Docker's and Podman's {@code config.json} / {@code auth.json}. Credential helpers are
 * programs of their own and are never started: they lead to a warning.
 */
public final class DockerConfig {
  private static final int MAX_BYTES = 1 << 20;

  private final Map<String, Credentials> logins;
  private final List<String> warnings;

  private DockerConfig(Map<String, Credentials> logins, List<String> warnings) {
    this.logins = Map.copyOf(logins);
    this.warnings = List.copyOf(warnings);
  }

  /** No logins. */
  public static DockerConfig empty() {
    return new DockerConfig(Map.of(), List.of());
  }

  /** Reads the file; one that isn't there has no logins. Throws when it can't be understood. */
  public static DockerConfig read(Path file) throws IOException {
    if (!Files.exists(file)) {
      return empty();
    }
    byte[] bytes;
    try (InputStream in = Files.newInputStream(file)) {
      bytes = in.readNBytes(MAX_BYTES + 1);
    }
    JsonNode root = BoundedJson.object(bytes, MAX_BYTES, file.toString());
    Map<String, Credentials> logins = new HashMap<>();
    List<String> warnings = new ArrayList<>();
    for (Map.Entry<String, JsonNode> auth : root.path("auths").properties()) {
      Optional<Credentials> login = login(auth.getValue(), auth.getKey(), warnings);
      login.ifPresent(found -> logins.put(hostOf(auth.getKey()), found));
    }
    if (!BoundedJson.text(root, "credsStore").isEmpty() || !root.path("credHelpers").isEmpty()) {
      warnings.add(
          file
              + " names credential helpers, which are not used: log in so that the file itself holds"
              + " the login, or configure the registry's credentials");
    }
    return new DockerConfig(logins, warnings);
  }

  /** Login of a registry, {@code name[:port]}. */
  public Optional<Credentials> find(String host) {
    return Optional.ofNullable(logins.get(host));
  }

  /** What a person should know of, without secrets. */
  public List<String> warnings() {
    return warnings;
  }

  private static Optional<Credentials> login(JsonNode auth, String key, List<String> warnings) {
    String username = BoundedJson.text(auth, "username");
    String password = BoundedJson.text(auth, "password");
    if (!username.isEmpty() && !password.isEmpty()) {
      return Optional.of(new Credentials(username, password));
    }
    String pair = decoded(BoundedJson.text(auth, "auth"));
    int colon = pair.indexOf(':');
    if (colon < 0) {
      warnings.add("the login of " + hostOf(key) + " is elsewhere or unreadable: not used");
      return Optional.empty();
    }
    return Optional.of(new Credentials(pair.substring(0, colon), pair.substring(colon + 1)));
  }

  private static String decoded(String base64) {
    try {
      return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return "";
    }
  }

  private static String hostOf(String key) {
    String rest = key.substring(key.indexOf("://") < 0 ? 0 : key.indexOf("://") + 3);
    int slash = rest.indexOf('/');
    String host = slash < 0 ? rest : rest.substring(0, slash);
    return host.equals("index.docker.io") || host.equals("registry-1.docker.io")
        ? "docker.io"
        : host;
  }
}
