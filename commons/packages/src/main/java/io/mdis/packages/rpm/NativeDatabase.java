package io.mdis.packages.rpm;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * {@code Packages.db} of SUSE: rpm's own database, "ndb" (rpm, lib/backend/ndb/rpmpkg.c). Slots at
 * the beginning say where each package's blob lies, in blocks of 16 bytes; numbers are
 * little-endian.
 */
final class NativeDatabase implements HeaderBlobs {
  private static final long MAGIC = 0x506d7052L; // "RpmP"
  private static final long SLOT = 0x746f6c53L; // "Slot"
  private static final long BLOB = 0x53626c42L; // "BlbS"
  private static final int PAGE = 4096;
  private static final int BLOCK = 16;
  private static final int HEADER = 32;
  private static final int TAIL = 12;
  private static final int MAX_SLOTS = 1_000_000;

  private final MappedFile file;

  private record Slot(long number, long block, long blocks) {}

  private NativeDatabase(MappedFile file) {
    this.file = file;
  }

  static NativeDatabase open(MappedFile file) throws RpmDatabaseException {
    if (file.u32(0) != MAGIC) {
      throw new RpmDatabaseException("is no rpm ndb database");
    }
    if (file.u32(4) != 0) {
      throw new RpmDatabaseException("has version " + file.u32(4) + "; only 0 is known");
    }
    return new NativeDatabase(file);
  }

  @Override
  public void forEach(Sink sink) throws RpmDatabaseException {
    long copied = 0;
    for (Slot slot : slots()) {
      try {
        byte[] value = blob(slot);
        copied += value.length;
        if (copied > file.size()) {
          throw new RpmDatabaseException("has packages that share their bytes");
        }
        if (!sink.header(value)) {
          return;
        }
      } catch (RpmDatabaseException e) {
        sink.problem("package " + slot.number() + " " + e.getMessage());
      }
    }
  }

  private List<Slot> slots() throws RpmDatabaseException {
    long end = file.u32(12) * PAGE;
    if (end > file.size()) {
      throw new RpmDatabaseException(
          "is cut off: its slots alone take " + end + " bytes, it has " + file.size());
    }
    List<Slot> slots = new ArrayList<>();
    for (long at = HEADER; at < end && slots.size() < MAX_SLOTS; at += BLOCK) {
      if (file.u32(at) != SLOT) {
        throw new RpmDatabaseException("has no slot at byte " + at);
      }
      Slot slot = new Slot(file.u32(at + 4), file.u32(at + 8), file.u32(at + 12));
      if (slot.block() != 0) {
        slots.add(slot);
      }
    }
    slots.sort(Comparator.comparingLong(Slot::number));
    return slots;
  }

  private byte[] blob(Slot slot) throws RpmDatabaseException {
    long start = slot.block() * BLOCK;
    if (file.u32(start) != BLOB || file.u32(start + 4) != slot.number()) {
      throw new RpmDatabaseException("isn't where its slot says");
    }
    long length = file.u32(start + 12);
    if (length > MAX_HEADER || length + BLOCK + TAIL > slot.blocks() * BLOCK) {
      throw new RpmDatabaseException("has " + length + " bytes, more than its blocks");
    }
    byte[] value = new byte[(int) Math.min(length, file.size())];
    file.copy(start + BLOCK, value, 0, value.length);
    return value;
  }
}
