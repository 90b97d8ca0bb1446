package io.mdis.agent.baseline;

import io.mdis.agent.disk.BoundedFile;
import io.mdis.agent.disk.DurableFile;
import io.mdis.contracts.Digest;
import io.mdis.measurement.Sha384;
import io.mdis.trust.protocol.Baseline;
import io.mdis.trust.protocol.Envelope;
import io.mdis.trust.protocol.TrustJson;
import io.mdis.trust.protocol.TrustKeys;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** One signed baseline for each image, in a folder. */
public final class KeptBaselines {
  private static final System.Logger LOG = System.getLogger(KeptBaselines.class.getName());

  private final Path folder;
  private final Supplier<TrustKeys> keys;

  /**
   * A baseline that is kept.
   *
   * @param statement its name, see {@link Envelope#statement}
   * @param baseline what it says
   */
  public record Kept(Sha384 statement, Baseline baseline) {}

  /** In an existing folder, checked with the keys that are trusted when it is read. */
  public KeptBaselines(Path folder, Supplier<TrustKeys> keys) {
    this.folder = folder;
    this.keys = keys;
  }

  /** Keeps one in place of the one before; throws when it isn't signed or another image's. */
  public void keep(Digest image, Envelope envelope) throws IOException {
    check(image, envelope);
    DurableFile.write(file(image), TrustJson.write(envelope));
  }

  /** That of an image; empty when there is none, or none that is to be believed. */
  public Optional<Kept> find(Digest image) {
    try {
      byte[] json = BoundedFile.read(file(image), TrustJson.MAX_BYTES);
      Envelope envelope = TrustJson.read(json, Envelope.class);
      return Optional.of(new Kept(envelope.statement(), check(image, envelope)));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      LOG.log(
          Level.ERROR,
          "the kept baseline of " + image + " is not believed, as if there were none: " + e);
      return Optional.empty();
    }
  }

  /** Digests of the layers' files of all images but those that are gone; forgets these. */
  public Set<Sha384> retain(Set<Digest> images) throws IOException {
    Set<Sha384> files = new HashSet<>();
    try (DirectoryStream<Path> kept = Files.newDirectoryStream(folder, "*.json")) {
      for (Path file : kept) {
        String hex = file.getFileName().toString().replace(".json", "");
        if (!hex.matches("[0-9a-f]{64}") || !images.contains(Digest.sha256(hex))) {
          Files.deleteIfExists(file);
          continue;
        }
        find(Digest.sha256(hex))
            .ifPresent(
                one -> one.baseline().image().layers().forEach(layer -> files.add(layer.files())));
      }
    }
    return files;
  }

  private Baseline check(Digest image, Envelope envelope) throws IOException {
    Baseline baseline = keys.get().baseline(envelope);
    if (!baseline.image().imageId().equals(image)) {
      throw new IOException("it is that of image " + baseline.image().imageId());
    }
    return baseline;
  }

  private Path file(Digest image) {
    return folder.resolve(image.hex() + ".json");
  }
}
