package io.mdis.standalone.scan;

import io.mdis.contracts.Platform;
import io.mdis.image.ImageException;
import io.mdis.image.ImageProblem;
import io.mdis.image.ImageSource;
import io.mdis.image.archive.Archives;
import io.mdis.image.reference.ImageReference;
import io.mdis.image.registry.RegistryClient;
import io.mdis.image.registry.Resolution;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/** Where the command line finds an image: a path if there is one, else a registry. */
final class LocalSources {
  private final Set<String> plainHttp;

  LocalSources(Set<String> plainHttp) {
    this.plainHttp = plainHttp;
  }

  ImageSource open(String target, Platform wanted) throws IOException {
    if (Files.exists(Path.of(target))) {
      return Archives.open(Path.of(target), wanted);
    }
    if (target.startsWith("/") || target.startsWith("./") || target.startsWith("../")) {
      throw new ImageException(ImageProblem.MALFORMED_REFERENCE, "no file or folder " + target);
    }
    return fromRegistry(ImageReference.parse(target), wanted);
  }

  private ImageSource fromRegistry(ImageReference reference, Platform wanted) throws IOException {
    RegistryClient client = NamedRegistries.client(plainHttp);
    Platform platform = wanted == null ? thisMachine() : wanted;
    Resolution resolution = client.resolve(reference, Optional.of(platform));
    return resolution.images().stream()
        .findFirst()
        .orElseThrow(
            () ->
                new ImageException(
                    ImageProblem.NO_PLATFORM,
                    reference + " has no image for " + platform + ": choose with --platform"));
  }

  private static Platform thisMachine() {
    String architecture =
        switch (System.getProperty("os.arch")) {
          case "aarch64" -> "arm64";
          case "x86_64" -> "amd64";
          case String other -> other;
        };
    return new Platform("linux", architecture, null);
  }
}
