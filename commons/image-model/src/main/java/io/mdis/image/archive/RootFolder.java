package io.mdis.image.archive;

import io.mdis.contracts.Digest;
import io.mdis.contracts.LayerDescriptor;
import io.mdis.contracts.Platform;
import io.mdis.image.ImageSource;
import io.mdis.image.LayerBlob;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** The folder of a root file system, seen as an image of one layer. */
final class RootFolder {
  private static final String LAYER_TYPE = "application/vnd.oci.image.layer.v1.tar";

  private RootFolder() {}

  static ImageSource open(Path folder) throws IOException {
    Digest diffId;
    try (InputStream tar = FolderTar.of(folder)) {
      diffId = Sha256.of(tar);
    }
    String architecture = System.getProperty("os.arch").equals("aarch64") ? "arm64" : "amd64";
    byte[] config =
        ("{\"os\":\"linux\",\"architecture\":\""
                + architecture
                + "\",\"rootfs\":{\"type\":\"layers\",\"diff_ids\":[\""
                + diffId
                + "\"]}}")
            .getBytes(StandardCharsets.UTF_8);
    Digest digest = Sha256.of(config);
    return new ArchivedImage(
        folder.toString(),
        digest,
        digest,
        new Platform("linux", architecture, null),
        config,
        List.of(
            new LayerBlob(
                new LayerDescriptor(diffId, diffId, LAYER_TYPE, 0), () -> FolderTar.of(folder))),
        () -> {});
  }
}
