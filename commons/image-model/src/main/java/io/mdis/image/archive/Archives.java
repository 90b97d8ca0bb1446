package io.mdis.image.archive;

import io.mdis.contracts.Platform;
import io.mdis.image.ImageException;
import io.mdis.image.ImageProblem;
import io.mdis.image.ImageSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Opens what lies on disk as an image, whatever its form. */
public final class Archives {
  private Archives() {}

  /** As the other, for a source that has just one image. */
  public static ImageSource open(Path path) throws IOException {
    return open(path, null);
  }

  /**
   * Opens a {@code docker save} archive or OCI layout (tar, also gzipped), an OCI layout folder, or
   * the folder of a root file system.
   *
   * @param wanted platform to choose when there are several; null for the only one
   * @throws ImageException MALFORMED_ARCHIVE naming the file and what is wrong with it
   */
  public static ImageSource open(Path path, Platform wanted) throws IOException {
    if (Files.isDirectory(path)) {
      return Files.isRegularFile(path.resolve("oci-layout"))
          ? OciLayout.open(new FolderContent(path), wanted)
          : RootFolder.open(path);
    }
    TarContent content = TarContent.open(path);
    try {
      if (content.has(DockerSave.MANIFEST)) {
        return DockerSave.open(content);
      }
      if (content.has(OciLayout.INDEX)) {
        return OciLayout.open(content, wanted);
      }
      throw new ImageException(
          ImageProblem.MALFORMED_ARCHIVE,
          path + " has neither manifest.json (docker save) nor index.json (OCI layout)");
    } catch (IOException | RuntimeException e) {
      content.close();
      throw e;
    }
  }
}
