package io.mdis.measurement.host;

import io.mdis.measurement.posix.OpenFile;
import java.util.concurrent.atomic.AtomicInteger;

/** A directory that stays open until it was walked and all of its files were read. */
final class SharedDirectory {
  private final OpenFile directory;
  private final AtomicInteger openDirectories;
  private final AtomicInteger users = new AtomicInteger(1);

  SharedDirectory(OpenFile directory, AtomicInteger openDirectories) {
    this.directory = directory;
    this.openDirectories = openDirectories;
    openDirectories.incrementAndGet();
  }

  OpenFile file() {
    return directory;
  }

  SharedDirectory use() {
    users.incrementAndGet();
    return this;
  }

  void release() {
    if (users.decrementAndGet() == 0) {
      directory.close();
      openDirectories.decrementAndGet();
    }
  }
}
