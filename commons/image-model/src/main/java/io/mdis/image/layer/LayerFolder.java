package io.mdis.image.layer;

import io.mdis.contracts.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The files of a layer store. Names are made of a digest's hex digits and nothing else. */
final class LayerFolder {
  private static final String TAR = ".tar";
  private static final String INDEX = ".idx";
  private static final String DIGESTS = ".digests";
  private static final String TEMPORARY = ".tmp";

  private record Stored(Digest diffId, FileTime lastUse, long bytes) {}

  private final Path directory;
  private final StoreLocks locks;
  private final InstantSource clock;

  LayerFolder(Path directory, InstantSource clock) throws IOException {
    this.directory = Files.createDirectories(directory);
    this.locks = StoreLocks.of(directory);
    this.clock = clock;
  }

  StoreLocks locks() {
    return locks;
  }

  Path tar(Digest diffId) {
    return directory.resolve(diffId.hex() + TAR);
  }

  Path index(Digest diffId) {
    return directory.resolve(diffId.hex() + INDEX);
  }

  /** The blobs known to hold this layer. */
  VerifiedDigests digests(Digest diffId) {
    return new VerifiedDigests(directory.resolve(diffId.hex() + DIGESTS));
  }

  /** Where to write while holding the exclusive lock of the key. */
  Path temporary(Digest key, String kind) {
    return directory.resolve(key.hex() + "." + kind + TEMPORARY);
  }

  /** Moves both files to their place, the index last: only then the layer is there. */
  void publish(Digest diffId, Path tar, Path index, Digest blob) throws IOException {
    Files.deleteIfExists(index(diffId));
    if (blob != null) {
      digests(diffId).add(blob);
    }
    Files.move(tar, tar(diffId), StandardCopyOption.ATOMIC_MOVE);
    Files.move(index, index(diffId), StandardCopyOption.ATOMIC_MOVE);
    touch(diffId);
  }

  /** Notes a use. */
  void touch(Digest diffId) throws IOException {
    try {
      Files.setLastModifiedTime(tar(diffId), FileTime.from(clock.instant()));
    } catch (NoSuchFileException e) {
      // Gone by now: there is no use of it to note.
      return;
    }
  }

  void remove(Digest diffId) throws IOException {
    Files.deleteIfExists(index(diffId));
    Files.deleteIfExists(tar(diffId));
    Files.deleteIfExists(digests(diffId).file());
  }

  /** Removes what a process that ended in the middle left, but nothing that one still writes. */
  void removeLeftovers() throws IOException {
    for (Path file : files()) {
      String name = file.getFileName().toString();
      if (!name.endsWith(TEMPORARY) || digestOf(name) == null) {
        continue;
      }
      Runnable release = locks.tryExclusive(digestOf(name));
      if (release != null) {
        try {
          Files.deleteIfExists(file);
        } finally {
          release.run();
        }
      }
    }
  }

  /** Removes the least recently used layers that nobody uses until the rest fits. */
  void evict(long maxBytes) throws IOException {
    List<Stored> stored = new ArrayList<>();
    long total = 0;
    for (Path file : files()) {
      String name = file.getFileName().toString();
      Digest diffId = digestOf(name);
      if (diffId != null && name.endsWith(TAR)) {
        Stored layer = stored(diffId);
        stored.add(layer);
        total += layer.bytes();
      }
    }
    stored.sort(Comparator.comparing(Stored::lastUse));
    for (Stored layer : stored) {
      if (total <= maxBytes) {
        return;
      }
      Runnable release = locks.tryExclusive(layer.diffId());
      if (release != null) {
        try {
          remove(layer.diffId());
          total -= layer.bytes();
        } finally {
          release.run();
        }
      }
    }
  }

  private Stored stored(Digest diffId) throws IOException {
    try {
      Path tar = tar(diffId);
      long index = Files.exists(index(diffId)) ? Files.size(index(diffId)) : 0;
      return new Stored(diffId, Files.getLastModifiedTime(tar), Files.size(tar) + index);
    } catch (NoSuchFileException e) {
      // Another process was quicker to evict it.
      return new Stored(diffId, FileTime.fromMillis(0), 0);
    }
  }

  private List<Path> files() throws IOException {
    try (var list = Files.list(directory)) {
      return list.toList();
    }
  }

  private static Digest digestOf(String name) {
    int dot = name.indexOf('.');
    String hex = dot < 0 ? name : name.substring(0, dot);
    try {
      return new Digest(hex.length() == 128 ? "sha512" : "sha256", hex);
    } catch (IllegalArgumentException e) {
      // Not a file of the store.
      return null;
    }
  }
}
