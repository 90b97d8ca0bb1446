package io.mdis.image.archive;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/** An OCI layout that lies in a folder; links in it are not followed. */
record FolderContent(Path folder) implements ArchiveContent {

  @Override
  public String name() {
    return folder.toString();
  }

  @Override
  public boolean has(String file) {
    return Files.isRegularFile(folder.resolve(file), LinkOption.NOFOLLOW_LINKS);
  }

  @Override
  public long size(String file) throws IOException {
    if (!has(file)) {
      throw malformed("it lacks " + file);
    }
    return Files.size(folder.resolve(file));
  }

  @Override
  public InputStream open(String file) throws IOException {
    if (!has(file)) {
      throw malformed("it lacks " + file);
    }
    return Files.newInputStream(folder.resolve(file), LinkOption.NOFOLLOW_LINKS);
  }

  @Override
  public void close() {
    // A folder holds nothing open.
  }
}
