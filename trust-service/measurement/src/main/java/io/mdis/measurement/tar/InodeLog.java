package io.mdis.measurement.tar;

import io.mdis.image.tar.ByteString;
import io.mdis.measurement.Netstrings;
import io.mdis.measurement.tree.CanonicalEntry;
import io.mdis.measurement.tree.Kind;
import io.mdis.measurement.tree.RecordFormat;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/**
 * The inodes of a layer, with what they are, in a file; in memory where each is, its kind and how
 * many names it has. An inode that is changed is written anew.
 */
@SuppressWarnings({"ByteBufferBackingArray", "EnumOrdinal"}) // Allocated here; never leaves memory.
final class InodeLog implements AutoCloseable {
  private static final Kind[] KINDS = Kind.values();

  private final FileChannel file;
  private final ByteBuffer pending = ByteBuffer.allocate(1 << 18);
  private final Netstrings body = new Netstrings();
  private long flushed;
  private long[] positions = new long[1024];
  private byte[] kinds = new byte[1024];
  private int[] names = new int[1024];
  private int count;

  InodeLog(Path path) throws IOException {
    file =
        FileChannel.open(
            path,
            StandardOpenOption.CREATE_NEW,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE,
            StandardOpenOption.DELETE_ON_CLOSE);
  }

  /** A new inode with one name; its number. */
  int add(CanonicalEntry entry) throws IOException {
    if (count == positions.length) {
      positions = Arrays.copyOf(positions, count * 2);
      kinds = Arrays.copyOf(kinds, count * 2);
      names = Arrays.copyOf(names, count * 2);
    }
    names[count] = 1;
    int inode = count++;
    replace(inode, entry);
    return inode;
  }

  void replace(int inode, CanonicalEntry entry) throws IOException {
    RecordFormat.body(entry, body.clear());
    byte[] bytes = body.bytes().toBytes();
    if (pending.remaining() < Integer.BYTES + bytes.length) {
      flush();
    }
    positions[inode] = flushed + pending.position();
    kinds[inode] = (byte) entry.kind().ordinal();
    if (pending.remaining() < Integer.BYTES + bytes.length) {
      write(
          ByteBuffer.allocate(Integer.BYTES + bytes.length).putInt(bytes.length).put(bytes).flip());
    } else {
      pending.putInt(bytes.length).put(bytes);
    }
  }

  /** What an inode is, under a path. */
  CanonicalEntry entry(int inode, ByteString path) throws IOException {
    long position = positions[inode];
    if (position + Integer.BYTES > flushed) {
      flush();
    }
    int length = read(position, Integer.BYTES).getInt();
    byte[] bytes = read(position + Integer.BYTES, length).array();
    return RecordFormat.parse(path, ByteString.of(bytes));
  }

  Kind kind(int inode) {
    return KINDS[kinds[inode]];
  }

  void addName(int inode) {
    names[inode]++;
  }

  void removeName(int inode) {
    names[inode]--;
  }

  int names(int inode) {
    return names[inode];
  }

  @Override
  public void close() throws IOException {
    file.close();
  }

  private ByteBuffer read(long position, int length) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(length);
    while (buffer.hasRemaining()) {
      if (file.read(buffer, position + buffer.position()) < 0) {
        throw new EOFException("the scratch file of inodes is too short");
      }
    }
    return buffer.flip();
  }

  private void flush() throws IOException {
    write(pending.flip());
    pending.clear();
  }

  private void write(ByteBuffer buffer) throws IOException {
    while (buffer.hasRemaining()) {
      flushed += file.write(buffer, flushed);
    }
  }
}
