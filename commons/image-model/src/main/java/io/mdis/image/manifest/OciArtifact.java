package io.mdis.image.manifest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mdis.contracts.Digest;
import io.mdis.image.ImageException;
import io.mdis.image.ImageProblem;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Manifest of what is no image: an artefact with an empty configuration (OCI image specification
 * 1.1, "Guidelines for Artifact Usage").
 *
 * @param artifactType what it is
 * @param layers its content, at most 64
 * @param annotations texts about it, at most 64 of 4096 characters
 * @param subject manifest that it is about
 */
public record OciArtifact(
    String artifactType,
    List<Layer> layers,
    Map<String, String> annotations,
    Optional<Descriptor> subject) {

  private static final Descriptor EMPTY_CONFIG =
      new Descriptor(
          MediaTypes.OCI_EMPTY,
          Digest.sha256("44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a"),
          empty().length);

  private static final int MAX_LAYERS = 64;
  private static final int MAX_ANNOTATIONS = 64;
  private static final int MAX_TEXT = 4096;

  /**
   * A part of the content.
   *
   * @param blob the bytes
   * @param annotations texts about it
   */
  public record Layer(Descriptor blob, Map<String, String> annotations) {
    /** Copies what it is given, sorted by name. */
    public Layer {
      annotations = java.util.Collections.unmodifiableMap(new TreeMap<>(annotations));
    }
  }

  /** Copies what it is given, annotations sorted by name. */
  public OciArtifact {
    layers = List.copyOf(layers);
    annotations = java.util.Collections.unmodifiableMap(new TreeMap<>(annotations));
  }

  /** Content of the empty configuration, which has to be there before the manifest. */
  public static byte[] empty() {
    return new byte[] {'{', '}'};
  }

  /**
   * Reads a manifest.
   *
   * @param what it is called in messages
   * @throws ImageException MALFORMED_MANIFEST, MANIFEST_TOO_LARGE, or MALFORMED_ARTIFACT when it is
   *     an image, an index or an artefact of another type
   */
  public static OciArtifact parse(byte[] bytes, String artifactType, String what)
      throws ImageException {
    JsonNode root = BoundedJson.object(bytes, ManifestParser.MAX_BYTES, what);
    String found = BoundedJson.text(root, "artifactType");
    if (root.has("manifests") || !found.equals(artifactType)) {
      throw new ImageException(
          ImageProblem.MALFORMED_ARTIFACT,
          what + " is not of artifact type " + artifactType + " but something else");
    }
    String mediaType = BoundedJson.text(root, "mediaType");
    if (!mediaType.equals(MediaTypes.OCI_MANIFEST)) {
      throw BoundedJson.malformed(what, "its mediaType is not " + MediaTypes.OCI_MANIFEST, null);
    }
    List<Layer> layers = new ArrayList<>();
    for (JsonNode node : ManifestParser.list(root, "layers", MAX_LAYERS)) {
      Descriptor blob = ManifestParser.descriptor(node, what + ": layer " + layers.size());
      layers.add(new Layer(blob, texts(node.path("annotations"), what)));
    }
    Optional<Descriptor> subject =
        root.hasNonNull("subject")
            ? Optional.of(ManifestParser.descriptor(root.path("subject"), what + ": subject"))
            : Optional.empty();
    return new OciArtifact(artifactType, layers, texts(root.path("annotations"), what), subject);
  }

  /** Its manifest; the same artefact gives the same bytes. */
  public byte[] toBytes() {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.put("schemaVersion", 2);
    root.put("mediaType", MediaTypes.OCI_MANIFEST);
    root.put("artifactType", artifactType);
    root.set("config", json(EMPTY_CONFIG));
    for (Layer layer : layers) {
      ObjectNode node = json(layer.blob());
      annotate(node, layer.annotations());
      root.withArray("layers").add(node);
    }
    subject.ifPresent(manifest -> root.set("subject", json(manifest)));
    annotate(root, annotations);
    try {
      return new JsonMapper().writeValueAsString(root).getBytes(StandardCharsets.UTF_8);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of texts and numbers can be written", e);
    }
  }

  private static ObjectNode json(Descriptor descriptor) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("mediaType", descriptor.mediaType());
    node.put("digest", descriptor.digest().toString());
    node.put("size", descriptor.size());
    return node;
  }

  private static void annotate(ObjectNode node, Map<String, String> texts) {
    if (!texts.isEmpty()) {
      ObjectNode annotations = node.putObject("annotations");
      texts.forEach(annotations::put);
    }
  }

  private static Map<String, String> texts(JsonNode annotations, String what)
      throws ImageException {
    Map<String, String> texts = new TreeMap<>();
    for (Map.Entry<String, JsonNode> entry : annotations.properties()) {
      String value = entry.getValue().isTextual() ? entry.getValue().textValue() : "";
      if (texts.size() >= MAX_ANNOTATIONS || value.length() > MAX_TEXT) {
        throw BoundedJson.malformed(what, "it has too many annotations, or one too long", null);
      }
      texts.put(entry.getKey(), value);
    }
    return texts;
  }
}
