package io.mdis.image.archive;

import com.fasterxml.jackson.databind.JsonNode;
import io.mdis.contracts.Digest;
import io.mdis.contracts.LayerDescriptor;
import io.mdis.image.ImageSource;
import io.mdis.image.LayerBlob;
import io.mdis.image.manifest.BoundedJson;
import io.mdis.image.manifest.ImageConfig;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What {@code docker save} writes: {@code manifest.json} names the configuration and the layers.
 */
final class DockerSave {
  static final String MANIFEST = "manifest.json";

  private static final int MAX_MANIFEST = 4 << 20;
  private static final String LAYER_TYPE = "application/vnd.docker.image.rootfs.diff.tar";

  private DockerSave() {}

  /** The first image of the archive. */
  static ImageSource open(ArchiveContent content) throws IOException {
    JsonNode root =
        BoundedJson.any(content.read(MANIFEST, MAX_MANIFEST), MAX_MANIFEST, content.name());
    JsonNode image = root.path(0);
    if (!image.path("Config").isTextual() || !image.path("Layers").isArray()) {
      throw content.malformed(MANIFEST + " names no Config and Layers");
    }
    byte[] config = content.read(image.path("Config").asText(), ImageConfig.MAX_BYTES);
    ImageConfig parsed = ImageConfig.parse(config);
    List<LayerBlob> layers = new ArrayList<>();
    parsed.requireLayers(image.path("Layers").size());
    for (JsonNode layer : image.path("Layers")) {
      String file = layer.asText();
      Digest diffId = parsed.diffIds().get(layers.size());
      layers.add(
          new LayerBlob(
              new LayerDescriptor(null, diffId, LAYER_TYPE, content.size(file)),
              () -> content.open(file)));
    }
    String tag = image.path("RepoTags").path(0).asText("");
    Digest digest = Sha256.of(config);
    return new ArchivedImage(
        tag.isEmpty() ? content.name() : content.name() + " (" + tag + ")",
        digest,
        digest,
        parsed.platform(),
        config,
        List.copyOf(layers),
        content);
  }
}
