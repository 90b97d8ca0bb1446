package io.mdis.content;

/** What a file is by its first bytes; names are never looked at. */
public enum FileKind {
  EMPTY,
  /** Executable and Linkable Format: a program, a shared library, a core. */
  ELF,
  /** Portable Executable: a program of Windows or .NET. */
  PE,
  /** Mach-O, also one for several processors. */
  MACH_O,
  JAVA_CLASS,
  /** Text that begins with {@code #!}; {@link Shebang} names the interpreter. */
  SCRIPT,
  /** Text in UTF-8, UTF-16 or a single-byte encoding. */
  TEXT,
  /** Zip, and what is one: jar, war, wheel, office documents. */
  ZIP,
  TAR,
  GZIP,
  BZIP2,
  XZ,
  ZSTD,
  SEVEN_ZIP,
  /** Archive of ar(1): a Debian package or a static library. */
  AR,
  RPM,
  CPIO,
  SQLITE,
  IMAGE,
  FONT,
  AUDIO,
  VIDEO,
  PDF,
  /** Java key stores (JKS, JCEKS) and GNOME keyrings. */
  KEY_STORE,
  /** Compiled Python of version 3. */
  PYTHON_BYTECODE,
  /** None of the others. */
  BINARY;

  /** Bytes of a file's beginning that {@link #of} wants to see. */
  public static final int HEAD = 1024;

  /**
   * The kind of a file.
   *
   * @param head its first bytes
   * @param length how many of them there are; less than {@link #HEAD} only when the file is shorter
   */
  public static FileKind of(byte[] head, int length) {
    if (length == 0) {
      return EMPTY;
    }
    FileKind kind = MagicNumbers.kindOf(head, length);
    if (kind != null) {
      return kind;
    }
    if (!TextBytes.isText(head, length)) {
      return BINARY;
    }
    return Shebang.isAt(head, length) ? SCRIPT : TEXT;
  }

  /** Machine code or byte code that something runs as it is. */
  public boolean isProgram() {
    return switch (this) {
      case ELF, PE, MACH_O, JAVA_CLASS, PYTHON_BYTECODE -> true;
      default -> false;
    };
  }

  /** Made of characters, scripts included. */
  public boolean isText() {
    return this == TEXT || this == SCRIPT;
  }

  /** Whether {@link ArchiveMembers} can look into it. */
  public boolean isArchive() {
    return switch (this) {
      case ZIP, TAR, GZIP, BZIP2, XZ, ZSTD, SEVEN_ZIP, AR, RPM, CPIO -> true;
      default -> false;
    };
  }

  /** Pictures, fonts, sound and film. */
  public boolean isMedia() {
    return switch (this) {
      case IMAGE, FONT, AUDIO, VIDEO -> true;
      default -> false;
    };
  }
}
