package io.mdis.image.archive;

import io.mdis.contracts.Digest;
import io.mdis.contracts.LayerDescriptor;
import io.mdis.contracts.Platform;
import io.mdis.image.ImageException;
import io.mdis.image.ImageProblem;
import io.mdis.image.ImageSource;
import io.mdis.image.LayerBlob;
import io.mdis.image.manifest.Descriptor;
import io.mdis.image.manifest.ImageConfig;
import io.mdis.image.manifest.ImageIndex;
import io.mdis.image.manifest.ImageManifest;
import io.mdis.image.manifest.Manifest;
import io.mdis.image.manifest.ManifestParser;
import io.mdis.image.manifest.MediaTypes;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** An OCI image layout (OCI image specification, "Image Layout"). */
final class OciLayout {
  static final String INDEX = "index.json";

  private static final int MAX_DEPTH = 3;

  private OciLayout() {}

  /**
   * The image for a platform, or the only one.
   *
   * @param wanted null when the layout should have just one image
   */
  static ImageSource open(ArchiveContent content, Platform wanted) throws IOException {
    byte[] index = content.read(INDEX, ManifestParser.MAX_BYTES);
    List<Found> found = new ArrayList<>();
    collect(content, ManifestParser.parse(index, MediaTypes.OCI_INDEX), null, 0, found);
    for (Found each : found) {
      ImageSource image = image(content, each);
      if ((found.size() == 1 && wanted == null) || matches(wanted, image.platform())) {
        return image;
      }
    }
    throw new ImageException(
        ImageProblem.NO_PLATFORM,
        content.name()
            + " has "
            + found.size()
            + " images, none of them for "
            + wanted
            + ": choose another platform");
  }

  private record Found(Digest digest, ImageManifest manifest) {}

  private static void collect(
      ArchiveContent content, Manifest manifest, Digest digest, int depth, List<Found> found)
      throws IOException {
    if (depth > MAX_DEPTH) {
      throw content.malformed("indexes are nested more than " + MAX_DEPTH + " deep");
    }
    switch (manifest) {
      case ImageManifest image -> found.add(new Found(digest, image));
      case ImageIndex list -> {
        for (ImageIndex.Entry entry : list.entries()) {
          if (entry.artifact() == null) {
            Descriptor child = entry.descriptor();
            byte[] bytes = blob(content, child, ManifestParser.MAX_BYTES);
            Manifest parsed = ManifestParser.parse(bytes, child.mediaType());
            collect(content, parsed, child.digest(), depth + 1, found);
          }
        }
      }
      default -> {
        // Signatures, attestations and other artefacts are no images.
      }
    }
  }

  private static ImageSource image(ArchiveContent content, Found found) throws IOException {
    byte[] config = blob(content, found.manifest().config(), ImageConfig.MAX_BYTES);
    ImageConfig parsed = ImageConfig.parse(config);
    parsed.requireLayers(found.manifest().layers().size());
    List<LayerBlob> layers = new ArrayList<>();
    for (Descriptor layer : found.manifest().layers()) {
      Digest diffId = parsed.diffIds().get(layers.size());
      layers.add(
          new LayerBlob(
              new LayerDescriptor(layer.digest(), diffId, layer.mediaType(), layer.size()),
              () -> content.open(path(layer.digest()))));
    }
    return new ArchivedImage(
        content.name(),
        found.digest(),
        found.manifest().config().digest(),
        parsed.platform(),
        config,
        List.copyOf(layers),
        content);
  }

  private static byte[] blob(ArchiveContent content, Descriptor descriptor, int max)
      throws IOException {
    byte[] bytes = content.read(path(descriptor.digest()), max);
    if (descriptor.digest().algorithm().equals("sha256")
        && !Sha256.of(bytes).equals(descriptor.digest())) {
      throw new ImageException(
          ImageProblem.DIGEST_MISMATCH,
          content.name() + ": blob " + descriptor.digest() + " has another digest");
    }
    return bytes;
  }

  /** Digests hold only hex digits, so this stays inside the layout. */
  private static String path(Digest digest) {
    return "blobs/" + digest.algorithm() + "/" + digest.hex();
  }

  private static boolean matches(Platform wanted, Platform platform) {
    return wanted != null
        && wanted.os().equals(platform.os())
        && wanted.architecture().equals(platform.architecture());
  }
}
