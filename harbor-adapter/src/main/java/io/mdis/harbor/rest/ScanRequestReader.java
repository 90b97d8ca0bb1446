package io.mdis.harbor.rest;

import com.fasterxml.jackson.databind.JsonNode;
import io.mdis.contracts.Digest;
import io.mdis.harbor.scan.KnownInstances;
import io.mdis.harbor.scan.ScanRequest;
import io.mdis.image.ImageException;
import io.mdis.image.manifest.BoundedJson;
import io.mdis.image.reference.ImageReference;
import io.mdis.image.registry.LentLogin;
import jakarta.inject.Singleton;
import java.util.Optional;

/**
 * Reads the body of a scan request ("ScanRequest"). What it says of the body in a refusal quotes
 * none of it but names that were checked, for there is a login in it.
 */
@Singleton
final class ScanRequestReader {
  private static final int MAX_BYTES = 64 * 1024;

  private final KnownInstances instances;

  ScanRequestReader(KnownInstances instances) {
    this.instances = instances;
  }

  /** Throws 400 for what is no JSON of that kind, 422 for a field, 501 for another capability. */
  ScanRequest read(byte[] body) throws Refusal {
    JsonNode root = json(body);
    checkCapability(root.path("enabled_capabilities"));
    JsonNode registry = root.path("registry");
    JsonNode artifact = root.path("artifact");
    checkManifest(text(artifact, "artifact.mime_type"));
    String host = registry(text(registry, "registry.url"));
    String repository = text(artifact, "artifact.repository");
    String tag = text(artifact, "artifact.tag");
    Digest digest = digest(text(artifact, "artifact.digest"));
    checkReference(host, repository, tag, digest);
    return new ScanRequest(
        host,
        repository,
        tag.isEmpty() ? null : tag,
        digest,
        authorization(text(registry, "registry.authorization")));
  }

  private static JsonNode json(byte[] body) throws Refusal {
    try {
      return BoundedJson.object(body, MAX_BYTES, "scan request");
    } catch (ImageException e) {
      throw new Refusal(400, "the body is no scan request in JSON of at most 64 KiB");
    }
  }

  /** Without the field, as before Harbor 2.11, vulnerabilities are meant. */
  private static void checkCapability(JsonNode enabled) throws Refusal {
    if (!enabled.isArray() || enabled.isEmpty()) {
      return;
    }
    for (JsonNode one : enabled) {
      if (one.path("type").asText("vulnerability").equals("vulnerability")) {
        return;
      }
    }
    throw new Refusal(501, "only vulnerabilities are scanned for, as the metadata says");
  }

  private static void checkManifest(String mimeType) throws Refusal {
    if (!mimeType.isEmpty() && !MimeTypes.MANIFESTS.contains(mimeType)) {
      throw new Refusal(422, "artifact.mime_type must be one of " + MimeTypes.MANIFESTS);
    }
  }

  private String registry(String url) throws Refusal {
    try {
      return instances
          .find(url)
          .orElseThrow(
              () ->
                  new Refusal(
                      422,
                      "registry.url names a registry that is not configured and is not contacted;"
                          + " set mdis.registries[n].host to it, or mdis.harbor.aliases"));
    } catch (IllegalArgumentException e) {
      throw new Refusal(422, "registry.url " + e.getMessage());
    }
  }

  private static Digest digest(String text) throws Refusal {
    try {
      return Digest.parse(text);
    } catch (IllegalArgumentException e) {
      throw new Refusal(422, "artifact.digest must be the digest of a manifest");
    }
  }

  private static void checkReference(String host, String repository, String tag, Digest digest)
      throws Refusal {
    try {
      ImageReference.of(host, repository, tag.isEmpty() ? null : tag, digest);
    } catch (ImageException | IllegalArgumentException e) {
      throw new Refusal(422, "artifact.repository and artifact.tag must name an image");
    }
  }

  private static Optional<String> authorization(String header) throws Refusal {
    if (header.isEmpty()) {
      return Optional.empty();
    }
    try {
      LentLogin.parse(header);
    } catch (IllegalArgumentException e) {
      throw new Refusal(422, "registry.authorization " + e.getMessage());
    }
    return Optional.of(header);
  }

  /** The text of a field, empty when it is absent. */
  private static String text(JsonNode node, String path) throws Refusal {
    JsonNode value = node.path(path.substring(path.indexOf('.') + 1));
    if (value.isMissingNode() || value.isNull()) {
      return "";
    }
    if (!value.isTextual()) {
      throw new Refusal(400, path + " must be a text");
    }
    return value.asText();
  }
}
