package io.mdis.image.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import io.mdis.contracts.Digest;
import io.mdis.contracts.Platform;
import io.mdis.image.ImageException;
import io.mdis.image.ImageProblem;
import java.util.ArrayList;
import java.util.List;

/**
 * What is needed of an image configuration (OCI image specification, "Image Configuration").
 *
 * @param platform of the image
 * @param diffIds digests of the uncompressed layers, from the base upwards
 */
public record ImageConfig(Platform platform, List<Digest> diffIds) {
  /** The largest configuration that is read: 8 MiB. */
  public static final int MAX_BYTES = 8 << 20;

  /** The diffIDs are kept as they are. */
  public ImageConfig {
    diffIds = List.copyOf(diffIds);
  }

  /** Reads it; throws MALFORMED_MANIFEST. */
  public static ImageConfig parse(byte[] bytes) throws ImageException {
    JsonNode root = BoundedJson.object(bytes, MAX_BYTES, "image configuration");
    JsonNode listed = root.path("rootfs").path("diff_ids");
    if (!listed.isArray() && !listed.isMissingNode() && !listed.isNull()) {
      throw BoundedJson.malformed("image configuration", "rootfs.diff_ids is not a list", null);
    }
    List<Digest> diffIds = new ArrayList<>();
    for (JsonNode id : listed) {
      diffIds.add(BoundedJson.digest(id, "image configuration: rootfs.diff_ids"));
    }
    String os = BoundedJson.text(root, "os");
    String architecture = BoundedJson.text(root, "architecture");
    String variant = BoundedJson.text(root, "variant");
    // Docker read images without these two as what the daemon ran on, which was nearly always this.
    return new ImageConfig(
        new Platform(
            os.isEmpty() ? "linux" : os,
            architecture.isEmpty() ? "amd64" : architecture,
            variant.isEmpty() ? null : variant),
        diffIds);
  }

  /** Throws MALFORMED_MANIFEST unless there is one diffID for each of so many layers. */
  public void requireLayers(int layers) throws ImageException {
    if (layers != diffIds.size()) {
      throw new ImageException(
          ImageProblem.MALFORMED_MANIFEST,
          "the manifest lists "
              + layers
              + " layers, the image configuration "
              + diffIds.size()
              + " diff_ids: the image is broken, build and push it anew");
    }
  }
}
