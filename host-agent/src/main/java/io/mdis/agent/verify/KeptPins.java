package io.mdis.agent.verify;

import io.mdis.agent.disk.DurableFile;
import io.mdis.agent.store.ImageStore;
import io.mdis.measurement.docker.HostImage;
import io.mdis.measurement.docker.HostLayer;
import io.mdis.measurement.docker.HostPin;
import io.mdis.trust.protocol.TrustJson;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What was this host's own about each layer when it was first found to be trusted. A layer that is
 * removed and pulled again has another directory, and so another pin.
 */
public final class KeptPins {
  private static final String NAME = "[0-9a-z]{1,128}";
  private static final String ENDING = ".json";

  private final Path folder;
  private final Map<String, HostPin> pins = new ConcurrentHashMap<>();

  /** With what an existing folder has. */
  public KeptPins(Path folder) {
    this.folder = folder;
  }

  /** That of a layer's directory; throws when what is kept can't be read. */
  Optional<HostPin> find(String cacheId) throws IOException {
    HostPin known = pins.get(cacheId);
    if (known == null) {
      try {
        known = TrustJson.read(Files.readAllBytes(file(cacheId)), HostPin.class);
        pins.put(cacheId, known);
      } catch (NoSuchFileException e) {
        return Optional.empty();
      }
    }
    return Optional.of(known);
  }

  /** Keeps those of a trusted image that aren't yet. */
  void keep(HostImage trusted) throws IOException {
    for (HostLayer layer : trusted.layers()) {
      if (find(layer.pin().cacheId()).isEmpty()) {
        DurableFile.write(file(layer.pin().cacheId()), TrustJson.write(layer.pin()));
        pins.put(layer.pin().cacheId(), layer.pin());
      }
    }
  }

  /** Forgets those of directories that aren't there any more. */
  void retain(ImageStore store) throws IOException {
    try (DirectoryStream<Path> kept = Files.newDirectoryStream(folder, "*" + ENDING)) {
      for (Path file : kept) {
        String name = file.getFileName().toString();
        String cacheId = name.substring(0, name.length() - ENDING.length());
        if (!cacheId.matches(NAME) || !store.hasLayer(cacheId)) {
          pins.remove(cacheId);
          Files.deleteIfExists(file);
        }
      }
    }
  }

  private Path file(String cacheId) throws IOException {
    if (!cacheId.matches(NAME)) {
      throw new IOException("\"" + cacheId + "\" is no name of a directory");
    }
    return folder.resolve(cacheId + ENDING);
  }
}
