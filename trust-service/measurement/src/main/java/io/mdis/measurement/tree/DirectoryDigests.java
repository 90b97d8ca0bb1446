package io.mdis.measurement.tree;

import io.mdis.image.tar.ByteString;
import io.mdis.measurement.Netstrings;
import io.mdis.measurement.Sha384;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * A digest for each directory over all that is in it, at any depth, so that two sides find what
 * differs by asking only for directories whose digests differ. LDD1 of a directory: SHA-384 over
 * {@code LDD1}, a line feed, and for each of its items in byte order the name as a netstring,
 * ending with a slash where the item is what is in a subdirectory, and the leaf of the record or
 * the LDD1 of the subdirectory. Entries come in the order of their paths; memory is one computation
 * for each level.
 */
public final class DirectoryDigests {
  private static final byte[] HEAD = "LDD1\n".getBytes(StandardCharsets.US_ASCII);

  private final Deque<Open> open = new ArrayDeque<>();
  private final Sink sink;
  private final Netstrings name = new Netstrings();

  /** Takes each directory that has anything in it, after all of its subdirectories. */
  @FunctionalInterface
  public interface Sink {
    /** The root's path is empty. */
    void directory(ByteString path, Sha384 digest) throws IOException;
  }

  /** Before the first entry. */
  public DirectoryDigests(Sink sink) {
    this.sink = sink;
    open.push(new Open(ByteString.EMPTY));
  }

  /** The next entry and the SHA-384 of its record. */
  public void add(ByteString path, byte[] leaf) throws IOException {
    while (!isBelow(path, open.element().path)) {
      close();
    }
    int from = start(open.element().path);
    for (int slash = path.indexOf('/', from); slash >= 0; slash = path.indexOf('/', slash + 1)) {
      open.push(new Open(path.slice(0, slash)));
      from = slash + 1;
    }
    item(path.slice(from, path.length()), leaf);
  }

  /** After the last one: the root's digest. */
  public Sha384 finish() throws IOException {
    while (open.size() > 1) {
      close();
    }
    Sha384 root = Sha384.of(open.element().hasher);
    sink.directory(ByteString.EMPTY, root);
    return root;
  }

  private void close() throws IOException {
    Open done = open.pop();
    Sha384 digest = Sha384.of(done.hasher);
    sink.directory(done.path, digest);
    ByteString own = done.path.slice(start(open.element().path), done.path.length());
    item(own.child(ByteString.EMPTY), digest.bytes().toBytes());
  }

  private void item(ByteString item, byte[] digest) {
    MessageDigest hasher = open.element().hasher;
    name.clear().put(item).hash(hasher);
    hasher.update(digest);
  }

  private static boolean isBelow(ByteString path, ByteString directory) {
    int length = directory.length();
    return length == 0
        || (path.length() > length
            && path.at(length) == '/'
            && path.slice(0, length).equals(directory));
  }

  private static int start(ByteString directory) {
    return directory.length() == 0 ? 0 : directory.length() + 1;
  }

  private static final class Open {
    final ByteString path;
    final MessageDigest hasher = Sha384.hasher();

    Open(ByteString path) {
      this.path = path;
      hasher.update(HEAD);
    }
  }
}
