package io.mdis.content;

import java.io.IOException;

/** An archive can't be read further, or a limit is met; the code is that of {@link LeftOut}. */
final class ArchiveStop extends IOException {
  private static final long serialVersionUID = 1L;
  private static final int MAX_DETAIL = 200;

  private final String code;

  ArchiveStop(String code, String message) {
    super(message);
    this.code = code;
  }

  /** What a decoder threw says that the archive is damaged, or wants too much memory. */
  static ArchiveStop of(Throwable e) {
    return switch (e) {
      case ArchiveStop stop -> stop;
      case org.apache.commons.compress.MemoryLimitException memory ->
          new ArchiveStop(
              "limit.archive-memory",
              "unpacking it takes " + memory.getMemoryNeededInKb() + " KiB of memory");
      case org.tukaani.xz.MemoryLimitException memory ->
          new ArchiveStop(
              "limit.archive-memory",
              "unpacking it takes " + memory.getMemoryNeeded() + " KiB of memory");
      case org.apache.commons.compress.PasswordRequiredException _ ->
          new ArchiveStop("archive.encrypted", "it is encrypted");
      case org.apache.commons.compress.archivers.zip.UnsupportedZipFeatureException zip ->
          new ArchiveStop("archive.unsupported", "it uses " + zip.getFeature());
      default -> new ArchiveStop("archive.damaged", "it is damaged: " + detail(e));
    };
  }

  String code() {
    return code;
  }

  private static String detail(Throwable e) {
    String text = String.valueOf(e.getMessage() == null ? e : e.getMessage());
    return text.substring(0, Math.min(text.length(), MAX_DETAIL)).replaceAll("\\p{Cntrl}", "?");
  }
}
