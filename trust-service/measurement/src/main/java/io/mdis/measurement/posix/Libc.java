package io.mdis.measurement.posix;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;

/**
 * Functions of the C library. Each handle takes a place for errno first, since the JVM may call
 * something in between.
 */
final class Libc {
  static final MethodHandle OPENAT = of("openat", JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT);
  static final MethodHandle CLOSE = of("close", JAVA_INT, JAVA_INT);
  static final MethodHandle READ = of("read", JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG);
  static final MethodHandle STATX =
      of("statx", JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT, ADDRESS);
  static final MethodHandle READLINKAT =
      of("readlinkat", JAVA_LONG, JAVA_INT, ADDRESS, ADDRESS, JAVA_LONG);
  // musl has it under the older name, with the same records.
  static final MethodHandle GETDENTS64 =
      of("getdents64", "getdents", JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG);
  static final MethodHandle FLISTXATTR = of("flistxattr", JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG);
  static final MethodHandle FGETXATTR =
      of("fgetxattr", JAVA_LONG, JAVA_INT, ADDRESS, ADDRESS, JAVA_LONG);
  static final MethodHandle LLISTXATTR = of("llistxattr", JAVA_LONG, ADDRESS, ADDRESS, JAVA_LONG);
  static final MethodHandle LGETXATTR =
      of("lgetxattr", JAVA_LONG, ADDRESS, ADDRESS, ADDRESS, JAVA_LONG);

  static final StructLayout STATE = Linker.Option.captureStateLayout();
  private static final VarHandle ERRNO =
      STATE.varHandle(MemoryLayout.PathElement.groupElement("errno"));

  private Libc() {}

  static int errno(MemorySegment state) {
    return (int) ERRNO.get(state, 0L);
  }

  /** What a handle throws can only be a fault of this package. */
  static IllegalStateException broken(Throwable cause) {
    return new IllegalStateException("a call of the C library could not be made", cause);
  }

  private static MethodHandle of(String name, MemoryLayout result, MemoryLayout... arguments) {
    return of(name, name, result, arguments);
  }

  @SuppressWarnings("restricted") // What this package is for.
  private static MethodHandle of(
      String name, String otherwise, MemoryLayout result, MemoryLayout... arguments) {
    Linker linker = Linker.nativeLinker();
    SymbolLookup names = linker.defaultLookup();
    return linker.downcallHandle(
        names.find(name).orElseGet(() -> names.findOrThrow(otherwise)),
        FunctionDescriptor.of(result, arguments),
        Linker.Option.captureCallState("errno"));
  }
}
