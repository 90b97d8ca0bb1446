package io.mdis.packages.rpm;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Checked reads at any offset of a file that isn't on the heap. */
final class MappedFile implements AutoCloseable {
  private final Arena arena;
  private final MemorySegment memory;
  private final ByteOrder order;

  private MappedFile(Arena arena, MemorySegment memory, ByteOrder order) {
    this.arena = arena;
    this.memory = memory;
    this.order = order;
  }

  static MappedFile open(Path file) throws IOException {
    Arena arena = Arena.ofConfined();
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      MemorySegment memory = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena);
      return new MappedFile(arena, memory, ByteOrder.LITTLE_ENDIAN);
    } catch (IOException | RuntimeException e) {
      arena.close();
      throw e;
    }
  }

  /** The same bytes with numbers in another order; only one of the two is to be closed. */
  MappedFile in(ByteOrder other) {
    return new MappedFile(arena, memory, other);
  }

  long size() {
    return memory.byteSize();
  }

  int u8(long at) throws RpmDatabaseException {
    check(at, 1);
    return memory.get(ValueLayout.JAVA_BYTE, at) & 0xff;
  }

  int u16(long at) throws RpmDatabaseException {
    check(at, 2);
    return memory.get(ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(order), at) & 0xffff;
  }

  long u32(long at) throws RpmDatabaseException {
    check(at, 4);
    return memory.get(ValueLayout.JAVA_INT_UNALIGNED.withOrder(order), at) & 0xffffffffL;
  }

  void copy(long at, byte[] target, int offset, int length) throws RpmDatabaseException {
    check(at, length);
    MemorySegment.copy(memory, ValueLayout.JAVA_BYTE, at, target, offset, length);
  }

  private void check(long at, int length) throws RpmDatabaseException {
    if (at < 0 || at > memory.byteSize() - length) {
      throw new RpmDatabaseException(
          "is cut off: byte " + at + " is needed, it has " + memory.byteSize());
    }
  }

  @Override
  public void close() {
    arena.close();
  }
}
