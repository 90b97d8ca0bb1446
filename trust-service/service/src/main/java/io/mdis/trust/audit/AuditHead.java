package io.mdis.trust.audit;

import io.mdis.measurement.Sha384;
import io.mdis.trust.disk.DurableFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * How far the log went when this machine last added to it, in a file of its own: entries cut off at
 * the end leave a chain that is whole, so the database alone can't show it.
 */
public final class AuditHead {
  private final Path file;

  /**
   * A place in the log.
   *
   * @param number of the entry
   * @param statement its name
   */
  public record Place(long number, Sha384 statement) {}

  /** The file need not be there yet. */
  public AuditHead(Path file) {
    this.file = file;
  }

  /** Where the log was; empty when this machine never added to it. */
  public Optional<Place> place() throws IOException {
    try {
      String[] parts = Files.readString(file, StandardCharsets.US_ASCII).strip().split(" ", -1);
      return Optional.of(new Place(Long.parseLong(parts[0]), Sha384.parse(parts[1])));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
      throw new IOException(file + " isn't a place in the audit log any more: " + e, e);
    }
  }

  void moved(long number, Sha384 statement) throws IOException {
    // On the disk before anybody relies on the entry: a head that falls back hides a cut.
    DurableFile.replace(file, number + " " + statement.hex() + "\n");
  }
}
