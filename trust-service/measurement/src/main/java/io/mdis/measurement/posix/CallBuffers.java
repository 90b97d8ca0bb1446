package io.mdis.measurement.posix;

import io.mdis.image.tar.ByteString;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** Native memory for one thread's calls. */
final class CallBuffers {
  /** Longest value of an attribute, and longest list of names (linux/limits.h). */
  static final int XATTR = 1 << 16;

  static final int CONTENT = 1 << 18;

  private static final ThreadLocal<CallBuffers> OWN = ThreadLocal.withInitial(CallBuffers::new);
  private static final int NAME = 1 << 13;

  final MemorySegment state;
  final MemorySegment status;
  final MemorySegment names;
  final MemorySegment value;
  final MemorySegment content;
  private final MemorySegment name;
  private final MemorySegment second;

  private CallBuffers() {
    Arena arena = Arena.ofAuto();
    state = arena.allocate(Libc.STATE);
    status = arena.allocate(FileStatus.BYTES, Long.BYTES);
    names = arena.allocate(XATTR);
    value = arena.allocate(XATTR);
    content = arena.allocate(CONTENT);
    name = arena.allocate(NAME);
    second = arena.allocate(NAME);
  }

  static CallBuffers own() {
    return OWN.get();
  }

  /** A name as C has it; throws when it is longer than any that the kernel takes. */
  MemorySegment name(ByteString bytes) throws PosixException {
    return put(name, bytes);
  }

  MemorySegment second(ByteString bytes) throws PosixException {
    return put(second, bytes);
  }

  private static MemorySegment put(MemorySegment place, ByteString bytes) throws PosixException {
    if (bytes.length() >= NAME) {
      throw new PosixException("use", "a name of " + bytes.length() + " bytes", 36);
    }
    for (int i = 0; i < bytes.length(); i++) {
      place.set(ValueLayout.JAVA_BYTE, i, bytes.at(i));
    }
    place.set(ValueLayout.JAVA_BYTE, bytes.length(), (byte) 0);
    return place;
  }

  static ByteString bytes(MemorySegment place, long offset, long length) {
    return ByteString.of(place.asSlice(offset, length).toArray(ValueLayout.JAVA_BYTE));
  }
}
