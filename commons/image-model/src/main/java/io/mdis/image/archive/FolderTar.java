package io.mdis.image.archive;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Set;

/**
 * A tar of a folder, made while it is read: files, folders and links in the order of their names.
 * Links are not followed, and what can't be read is an error, for a scan must not miss it silently.
 */
final class FolderTar {
  private static final Set<Path> KERNEL =
      Set.of(Path.of("/proc"), Path.of("/sys"), Path.of("/dev"));
  private static final int BLOCK = 512;

  private FolderTar() {}

  @SuppressWarnings("JdkObsolete") // What SequenceInputStream takes is an Enumeration.
  static InputStream of(Path folder) throws IOException {
    Path root = folder.toAbsolutePath().normalize();
    List<Path> paths = new ArrayList<>();
    Files.walkFileTree(root, new Collector(root, paths));
    Collections.sort(paths);
    Iterator<Path> rest = paths.iterator();
    return new SequenceInputStream(
        new java.util.Enumeration<>() {
          private boolean ended;

          @Override
          public boolean hasMoreElements() {
            return !ended;
          }

          @Override
          public InputStream nextElement() {
            if (!rest.hasNext()) {
              ended = true;
              return new ByteArrayInputStream(new byte[2 * BLOCK]);
            }
            try {
              return entry(root, rest.next());
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          }
        });
  }

  private static InputStream entry(Path root, Path path) throws IOException {
    String name = root.relativize(path).toString();
    BasicFileAttributes attributes =
        Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    long mtime = attributes.lastModifiedTime().toMillis() / 1000;
    if (attributes.isDirectory()) {
      return new ByteArrayInputStream(TarHeaders.folder(name + "/", mtime));
    }
    if (attributes.isSymbolicLink()) {
      String target = Files.readSymbolicLink(path).toString();
      return new ByteArrayInputStream(TarHeaders.link(name, target, mtime));
    }
    long size = attributes.size();
    InputStream header = new ByteArrayInputStream(TarHeaders.file(name, size, mtime));
    InputStream padding = new ByteArrayInputStream(new byte[(int) (-size & (BLOCK - 1))]);
    return new SequenceInputStream(
        Collections.enumeration(List.of(header, new ExactStream(path, size), padding)));
  }

  /** Everything below the root that a tar can hold. */
  private static final class Collector extends SimpleFileVisitor<Path> {
    private final Path root;
    private final List<Path> paths;

    Collector(Path root, List<Path> paths) {
      this.root = root;
      this.paths = paths;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
      if (KERNEL.contains(folder)) {
        return FileVisitResult.SKIP_SUBTREE;
      }
      if (!folder.equals(root)) {
        paths.add(folder);
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      if (attributes.isRegularFile() || attributes.isSymbolicLink()) {
        paths.add(file);
      }
      return FileVisitResult.CONTINUE;
    }
  }
}
