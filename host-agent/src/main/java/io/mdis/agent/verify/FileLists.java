package io.mdis.agent.verify;

import io.mdis.agent.disk.DurableFile;
import io.mdis.measurement.Sha384;
import io.mdis.measurement.tree.FileManifest;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Per-file lists by the digest over them (LTD1). When a layer is as it must be, the host's own list
 * of it is the baseline's; so a later difference is named without asking anybody.
 */
public final class FileLists {
  private final Path folder;

  /** In an existing folder. */
  public FileLists(Path folder) {
    this.folder = folder;
  }

  /** A new place to write a list to, before it is kept. */
  Path draft() {
    return folder.resolve(UUID.randomUUID() + ".draft");
  }

  /** Keeps a draft under its digest. */
  FileManifest keep(FileManifest draft) throws IOException {
    Path file = path(draft.files());
    Files.move(draft.file(), file, StandardCopyOption.REPLACE_EXISTING);
    DurableFile.sync(folder);
    return new FileManifest(file, draft.entries(), draft.files(), draft.directories());
  }

  /** The list with a digest, once it was computed again; empty when there is none such. */
  Optional<FileManifest> find(Sha384 files) throws IOException {
    Path file = path(files);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    FileManifest list = FileManifest.open(file);
    list.verify();
    return list.files().equals(files) ? Optional.of(list) : Optional.empty();
  }

  /** Forgets all but these; a draft stays, it may be written to. */
  public void retain(Set<Sha384> wanted) throws IOException {
    try (DirectoryStream<Path> lists = Files.newDirectoryStream(folder, "*.files")) {
      for (Path file : lists) {
        String hex = file.getFileName().toString().replace(".files", "");
        if (!hex.matches("[0-9a-f]{96}") || !wanted.contains(Sha384.parse(hex))) {
          Files.deleteIfExists(file);
        }
      }
    }
  }

  Path path(Sha384 files) {
    return folder.resolve(files.hex() + ".files");
  }
}
