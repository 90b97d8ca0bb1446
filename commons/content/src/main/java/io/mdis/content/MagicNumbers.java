package io.mdis.content;

import java.nio.charset.StandardCharsets;

/** The table of first bytes, as the formats' own specifications name them. */
final class MagicNumbers {
  private static final Magic[] TABLE = {
    hex(FileKind.ELF, 0, "7f454c46"),
    hex(FileKind.MACH_O, 0, "feedface"),
    hex(FileKind.MACH_O, 0, "feedfacf"),
    hex(FileKind.MACH_O, 0, "cefaedfe"),
    hex(FileKind.MACH_O, 0, "cffaedfe"),
    hex(FileKind.ZIP, 0, "504b0304"),
    hex(FileKind.ZIP, 0, "504b0506"), // An empty one: the end of its directory.
    hex(FileKind.ZIP, 0, "504b0708"), // A spanned one in a single part.
    hex(FileKind.GZIP, 0, "1f8b08"),
    hex(FileKind.BZIP2, 4, "314159265359"), // After "BZh" and the size of its blocks.
    hex(FileKind.BZIP2, 4, "177245385090"), // An empty one.
    hex(FileKind.XZ, 0, "fd377a585a00"),
    hex(FileKind.ZSTD, 0, "28b52ffd"),
    hex(FileKind.SEVEN_ZIP, 0, "377abcaf271c"),
    text(FileKind.AR, 0, "!<arch>\n"),
    hex(FileKind.RPM, 0, "edabeedb"),
    text(FileKind.CPIO, 0, "070701"),
    text(FileKind.CPIO, 0, "070702"),
    text(FileKind.CPIO, 0, "070707"),
    text(FileKind.CPIO, 0, "07070X"), // Of a package with files of more than 4 GiB.
    text(FileKind.SQLITE, 0, "SQLite format 3\0"),
    hex(FileKind.IMAGE, 0, "89504e470d0a1a0a"),
    hex(FileKind.IMAGE, 0, "ffd8ff"),
    text(FileKind.IMAGE, 0, "GIF87a"),
    text(FileKind.IMAGE, 0, "GIF89a"),
    hex(FileKind.IMAGE, 0, "49492a00"),
    hex(FileKind.IMAGE, 0, "4d4d002a"),
    hex(FileKind.IMAGE, 0, "00000100"), // An icon.
    text(FileKind.IMAGE, 8, "WEBP"),
    hex(FileKind.FONT, 0, "0001000000"),
    text(FileKind.FONT, 0, "OTTO"),
    text(FileKind.FONT, 0, "ttcf"),
    text(FileKind.FONT, 0, "wOFF"),
    text(FileKind.FONT, 0, "wOF2"),
    text(FileKind.AUDIO, 0, "OggS"),
    text(FileKind.AUDIO, 0, "fLaC"),
    text(FileKind.AUDIO, 0, "ID3"),
    hex(FileKind.AUDIO, 0, "fffb"),
    text(FileKind.AUDIO, 8, "WAVE"),
    text(FileKind.VIDEO, 8, "AVI "),
    text(FileKind.VIDEO, 4, "ftyp"),
    hex(FileKind.VIDEO, 0, "1a45dfa3"),
    text(FileKind.PDF, 0, "%PDF-"),
    hex(FileKind.KEY_STORE, 0, "feedfeed"),
    hex(FileKind.KEY_STORE, 0, "cececece"),
    text(FileKind.KEY_STORE, 0, "GnomeKeyring\n\r\0\n"),
    text(FileKind.TAR, 257, "ustar"),
  };

  /** The first version of a class file is 45; no Mach-O file has so many processors. */
  private static final int FIRST_CLASS_VERSION = 45;

  private static final Magic[][] BY_FIRST_BYTE = byFirstByte();
  private static final Magic[] ELSEWHERE =
      java.util.Arrays.stream(TABLE).filter(m -> m.at > 0).toArray(Magic[]::new);

  private MagicNumbers() {}

  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  private record Magic(FileKind kind, int at, byte[] bytes) {

    boolean matches(byte[] head, int length) {
      if (length < at + bytes.length) {
        return false;
      }
      for (int i = 0; i < bytes.length; i++) {
        if (head[at + i] != bytes[i]) {
          return false;
        }
      }
      return true;
    }
  }

  /** The kind whose bytes are there; null when none are. */
  static FileKind kindOf(byte[] head, int length) {
    for (Magic magic : BY_FIRST_BYTE[head[0] & 0xff]) {
      if (magic.matches(head, length)) {
        return magic.kind;
      }
    }
    if (isAt(head, length, 0, 0xca, 0xfe, 0xba, 0xbe) && length >= 8) {
      int version = (head[4] & 0xff) << 24 | (head[5] & 0xff) << 16 | number(head, 6);
      boolean many = head[4] == 0 && head[5] == 0 && number(head, 6) < FIRST_CLASS_VERSION;
      return many && version > 0 ? FileKind.MACH_O : FileKind.JAVA_CLASS;
    }
    if (isAt(head, length, 0, 'M', 'Z') && isPortableExecutable(head, length)) {
      return FileKind.PE;
    }
    // A number of the version, then "\r\n" (CPython, importlib's MAGIC_NUMBER).
    if (length >= 16 && isAt(head, length, 2, '\r', '\n') && (head[1] & 0xff) >= 0x0b) {
      return (head[1] & 0xff) < 0x10 ? FileKind.PYTHON_BYTECODE : null;
    }
    for (Magic magic : ELSEWHERE) {
      if (magic.matches(head, length)) {
        return magic.kind;
      }
    }
    return null;
  }

  /** "MZ" alone may begin a text; a header follows it, and for all but DOS a second one. */
  private static boolean isPortableExecutable(byte[] head, int length) {
    if (length < 64) {
      return false;
    }
    int second =
        (head[60] & 0xff) | ((head[61] & 0xff) << 8) | ((head[62] & 0xff) << 16) | (head[63] << 24);
    if (second < 4 || second > length - 4) {
      return !TextBytes.isText(head, length);
    }
    return isAt(head, length, second, 'P', 'E', 0, 0) || !TextBytes.isText(head, length);
  }

  private static int number(byte[] head, int at) {
    return ((head[at] & 0xff) << 8) | (head[at + 1] & 0xff);
  }

  private static boolean isAt(byte[] head, int length, int at, int... bytes) {
    if (length < at + bytes.length) {
      return false;
    }
    for (int i = 0; i < bytes.length; i++) {
      if ((head[at + i] & 0xff) != bytes[i]) {
        return false;
      }
    }
    return true;
  }

  private static Magic[][] byFirstByte() {
    Magic[][] byFirst = new Magic[256][];
    for (int i = 0; i < byFirst.length; i++) {
      byte first = (byte) i;
      byFirst[i] =
          java.util.Arrays.stream(TABLE)
              .filter(m -> m.at == 0 && m.bytes[0] == first)
              .toArray(Magic[]::new);
    }
    return byFirst;
  }

  private static Magic hex(FileKind kind, int at, String hex) {
    return new Magic(kind, at, java.util.HexFormat.of().parseHex(hex));
  }

  private static Magic text(FileKind kind, int at, String text) {
    return new Magic(kind, at, text.getBytes(StandardCharsets.ISO_8859_1));
  }
}
