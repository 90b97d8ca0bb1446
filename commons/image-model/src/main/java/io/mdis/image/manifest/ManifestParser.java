package io.mdis.image.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import io.mdis.contracts.Platform;
import io.mdis.image.ImageException;
import io.mdis.image.ImageProblem;
import java.util.ArrayList;
import java.util.List;

/** Reads manifests and indexes, Docker's schema 2 and OCI's; what is no image is told apart. */
public final class ManifestParser {
  /** The largest manifest that is read: 4 MiB, the least that registries must take. */
  public static final int MAX_BYTES = 4 << 20;

  private static final int MAX_LAYERS = 4096;
  private static final int MAX_ENTRIES = 4096;
  private static final String WHAT = "manifest";

  private ManifestParser() {}

  /**
   * Reads a manifest. The media type is what the source declared, or empty: the manifest's own
   * mediaType field and then its shape decide. Throws MALFORMED_MANIFEST, MANIFEST_TOO_LARGE and
   * UNKNOWN_MEDIA_TYPE.
   */
  public static Manifest parse(byte[] bytes, String mediaType) throws ImageException {
    JsonNode root = BoundedJson.object(bytes, MAX_BYTES, WHAT);
    String type = typeOf(root, mediaType == null ? "" : MediaTypes.essence(mediaType));
    // CVE-2021-41190: bytes that can be read as either kind mean different images to two readers.
    if (root.has("manifests") && (root.has("layers") || root.has("config"))) {
      throw BoundedJson.malformed(WHAT, "it is a manifest and an index at once", null);
    }
    return MediaTypes.isIndex(type) ? index(root) : manifest(root, type);
  }

  private static String typeOf(JsonNode root, String declared) throws ImageException {
    if (root.path("schemaVersion").asInt(2) == 1) {
      throw new ImageException(
          ImageProblem.UNKNOWN_MEDIA_TYPE,
          "manifest of the obsolete schema version 1: push the image anew with a current client");
    }
    String own = BoundedJson.text(root, "mediaType");
    boolean known = MediaTypes.isIndex(declared) || MediaTypes.isManifest(declared);
    if (known && !own.isEmpty() && !own.equals(declared)) {
      throw BoundedJson.malformed(
          WHAT, "declared as " + declared + ", but its own mediaType differs", null);
    }
    String type = own.isEmpty() && known ? declared : own;
    if (type.isEmpty()) {
      return root.has("manifests") ? MediaTypes.OCI_INDEX : MediaTypes.OCI_MANIFEST;
    }
    if (!MediaTypes.isIndex(type) && !MediaTypes.isManifest(type)) {
      throw unknown("manifest", type);
    }
    return type;
  }

  private static Manifest manifest(JsonNode root, String type) throws ImageException {
    String artifactType = BoundedJson.text(root, "artifactType");
    if (root.hasNonNull("subject")) {
      return new ArtifactManifest("refers to another image (subject)");
    }
    Descriptor config = descriptor(root.path("config"), "manifest: config");
    if (!MediaTypes.isImageConfig(config.mediaType())) {
      return new ArtifactManifest("its config is " + shown(config.mediaType()));
    }
    if (!artifactType.isEmpty()) {
      return new ArtifactManifest("artifact type " + shown(artifactType));
    }
    List<Descriptor> layers = new ArrayList<>();
    for (JsonNode node : list(root, "layers", MAX_LAYERS)) {
      layers.add(descriptor(node, "manifest: layer " + layers.size()));
    }
    if (!layers.isEmpty() && layers.stream().allMatch(l -> isAttachment(l.mediaType()))) {
      return new ArtifactManifest("its layers are " + shown(layers.getFirst().mediaType()));
    }
    for (Descriptor layer : layers) {
      if (!MediaTypes.isLayer(layer.mediaType())) {
        throw unknown("layer " + layer.digest(), layer.mediaType());
      }
    }
    return new ImageManifest(config, layers, type);
  }

  private static ImageIndex index(JsonNode root) throws ImageException {
    List<ImageIndex.Entry> entries = new ArrayList<>();
    for (JsonNode node : list(root, "manifests", MAX_ENTRIES)) {
      Descriptor descriptor = descriptor(node, "index: manifest " + entries.size());
      entries.add(new ImageIndex.Entry(descriptor, platform(node), artifact(node)));
    }
    return new ImageIndex(entries);
  }

  private static Platform platform(JsonNode node) {
    JsonNode platform = node.path("platform");
    String os = BoundedJson.text(platform, "os");
    String architecture = BoundedJson.text(platform, "architecture");
    String variant = BoundedJson.text(platform, "variant");
    return os.isEmpty() || architecture.isEmpty()
        ? null
        : new Platform(os, architecture, variant.isEmpty() ? null : variant);
  }

  private static String artifact(JsonNode node) {
    // BuildKit's attestations stand beside the images they speak of.
    String kind = BoundedJson.text(node.path("annotations"), "vnd.docker.reference.type");
    if (!kind.isEmpty()) {
      return shown(kind);
    }
    Platform platform = platform(node);
    if (platform != null && platform.os().equals("unknown")) {
      return "platform unknown/unknown";
    }
    String artifactType = BoundedJson.text(node, "artifactType");
    boolean image = artifactType.isEmpty() || MediaTypes.isImageConfig(artifactType);
    return image ? null : "artifact type " + shown(artifactType);
  }

  static JsonNode list(JsonNode root, String field, int max) throws ImageException {
    JsonNode list = root.path(field);
    if (!list.isArray()) {
      throw BoundedJson.malformed(WHAT, field + " is not a list", null);
    }
    if (list.size() > max) {
      throw BoundedJson.malformed(WHAT, field + " has " + list.size() + ", at most " + max, null);
    }
    return list;
  }

  static Descriptor descriptor(JsonNode node, String where) throws ImageException {
    JsonNode size = node.path("size");
    if (!node.isObject() || !size.canConvertToLong() || !size.isIntegralNumber()) {
      throw BoundedJson.malformed(where, "needs mediaType, digest and size", null);
    }
    if (size.longValue() < 0) {
      throw BoundedJson.malformed(where, "size is negative", null);
    }
    String mediaType = MediaTypes.essence(BoundedJson.text(node, "mediaType"));
    return new Descriptor(
        mediaType, BoundedJson.digest(node.path("digest"), where), size.longValue());
  }

  private static boolean isAttachment(String mediaType) {
    return mediaType.equals("application/vnd.in-toto+json")
        || mediaType.startsWith("application/vnd.dev.cosign.")
        || mediaType.startsWith("application/vnd.dsse.")
        || mediaType.startsWith("application/spdx")
        || mediaType.startsWith("application/vnd.cyclonedx")
        || mediaType.startsWith("text/spdx");
  }

  private static ImageException unknown(String what, String type) {
    return new ImageException(
        ImageProblem.UNKNOWN_MEDIA_TYPE, what + ": media type \"" + shown(type) + "\" is unknown");
  }

  private static String shown(String text) {
    String clean = text.replaceAll("[^\\x20-\\x7e]", "?");
    return clean.length() <= 100 ? clean : clean.substring(0, 100) + "…";
  }
}
