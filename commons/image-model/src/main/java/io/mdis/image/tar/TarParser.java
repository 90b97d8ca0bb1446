package io.mdis.image.tar;

import io.mdis.image.ImageProblem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Parses a tar that is fed to it in pieces of any size, and hands on each entry with the offset of
 * its content; content goes by uncopied. Not for use by several threads.
 *
 * <p>Where readers differ it does as Go's archive/tar, with which runtimes unpack images: links,
 * directories and devices have no content whatever their size says, a PAX size never applies to an
 * extension header, and the archive ends at two zero blocks or at the end of the stream. Sparse
 * files are recognised but not expanded; {@link SparseContent} does that.
 */
public final class TarParser {
  static final int BLOCK = 512;

  private final TarLimits limits;
  private final TarSink sink;
  private final ExactTarSink exactSink;
  private final byte[] block = new byte[BLOCK];
  private int filled;
  private long position;
  private long skip;
  private int padding;
  private byte[] extension;
  private int extensionFilled;
  private byte extensionType;
  private PaxRecords pax = PaxRecords.NONE;
  private String longName;
  private String longLink;
  private ByteString exactLongName;
  private ByteString exactLongLink;
  private TarEntry sparsePending;
  private TarDetail detail;
  private SparseMap sparseMap;
  private long sparseSize;
  private long content;
  private int entries;
  private boolean zeroBlock;
  private boolean ended;

  /** A parser at the beginning of a tar. */
  public TarParser(TarLimits limits, TarSink sink) {
    this(limits, sink, null);
  }

  /** A parser at the beginning of a tar whose every byte is wanted, content included. */
  public TarParser(TarLimits limits, ExactTarSink sink) {
    this(limits, null, sink);
  }

  private TarParser(TarLimits limits, TarSink sink, ExactTarSink exactSink) {
    this.limits = limits;
    this.sink = sink;
    this.exactSink = exactSink;
  }

  /**
   * Parses a whole stream, and has it skip content if it can; throws {@link TarException} and what
   * the stream and the sink throw.
   */
  public static void parse(InputStream in, TarLimits limits, TarSink sink) throws IOException {
    TarParser parser = new TarParser(limits, sink);
    byte[] buffer = new byte[1 << 14];
    for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
      parser.feed(buffer, 0, n);
      if (parser.skip > 0) {
        long skipped = in.skip(parser.skip);
        parser.skip -= skipped;
        parser.position += skipped;
      }
    }
    parser.end();
  }

  /** The next bytes; throws {@link TarException}. */
  public void feed(byte[] bytes, int offset, int length) throws IOException {
    int at = offset;
    int end = offset + length;
    while (at < end) {
      int left = end - at;
      int taken;
      if (ended) {
        taken = left;
        position += taken;
      } else if (skip > 0) {
        taken = (int) Math.min(skip, left);
        skip -= taken;
        if (content > 0) {
          int piece = (int) Math.min(content, taken);
          content -= piece;
          exactSink.content(bytes, at, piece);
        }
        position += taken;
      } else if (extension != null) {
        taken = Math.min(extension.length - extensionFilled, left);
        System.arraycopy(bytes, at, extension, extensionFilled, taken);
        extensionFilled += taken;
        position += taken;
        completeExtension();
      } else if (filled == 0 && left >= BLOCK) {
        taken = BLOCK;
        position += taken;
        header(bytes, at);
      } else {
        taken = Math.min(BLOCK - filled, left);
        System.arraycopy(bytes, at, block, filled, taken);
        filled += taken;
        position += taken;
        if (filled == BLOCK) {
          filled = 0;
          header(block, 0);
        }
      }
      at += taken;
    }
  }

  /** The stream is over; throws TRUNCATED when that is in the middle of something. */
  public void end() throws TarException {
    boolean inside = filled > 0 || skip > padding || extension != null || sparsePending != null;
    boolean waiting = pax != PaxRecords.NONE || longName != null || longLink != null;
    if (!ended && (inside || waiting)) {
      throw new TarException(ImageProblem.TRUNCATED, "tar ends inside an entry, byte " + position);
    }
    if (position == 0) {
      throw new TarException(ImageProblem.TRUNCATED, "tar is empty, without even an end marker");
    }
  }

  private void header(byte[] bytes, int at) throws IOException {
    TarHeader header = new TarHeader(bytes, at, position - BLOCK);
    if (sparsePending != null) {
      if (exactSink != null) {
        header.pieces(0, 21, sparseMap);
      }
      continueSparse(bytes[at + 504] != 0);
      return;
    }
    if (header.isZero()) {
      ended = zeroBlock;
      zeroBlock = true;
      return;
    }
    if (zeroBlock) {
      throw malformed("entry after a lone zero block");
    }
    header.check();
    switch (header.type()) {
      case 'x', 'X', 'L', 'K' -> beginExtension(header);
      case 'g', 'V' -> skipContent(header.size());
      default -> entry(header);
    }
  }

  private void beginExtension(TarHeader header) throws TarException {
    long size = header.size();
    if (size > TarLimits.MAX_EXTENSION_BYTES) {
      throw malformed(
          "extension header of "
              + size
              + " bytes; at most "
              + TarLimits.MAX_EXTENSION_BYTES
              + " are read");
    }
    extension = new byte[(int) size];
    extensionFilled = 0;
    extensionType = header.type();
    completeExtension();
  }

  private void completeExtension() throws TarException {
    if (extensionFilled < extension.length) {
      return;
    }
    byte[] data = extension;
    extension = null;
    padding = paddingOf(data.length);
    skip = padding;
    if (extensionType == 'L') {
      longName = TarPath.decode(data, 0, zero(data));
      exactLongName = ByteString.of(data, 0, zero(data));
    } else if (extensionType == 'K') {
      longLink = TarPath.decode(data, 0, zero(data));
      exactLongLink = ByteString.of(data, 0, zero(data));
    } else {
      pax = PaxRecords.parse(data, exactSink != null);
    }
  }

  private void entry(TarHeader header) throws IOException {
    if (++entries > limits.maxEntries()) {
      throw new TarException(
          ImageProblem.LAYER_ENTRIES, "more than " + limits.maxEntries() + " entries");
    }
    String name = longName != null ? longName : pax.text("path", header.name());
    name = pax.text("GNU.sparse.name", name);
    String link = longLink != null ? longLink : pax.text("linkpath", header.link());
    TarEntry.Type type = typeOf(header.type(), name);
    boolean hasContent = type == TarEntry.Type.FILE || header.type() == 'D';
    long size = hasContent ? pax.number("size", header.size()) : 0;
    if (size < 0) {
      throw malformed("size is negative");
    }
    checkName(name);
    checkName(link);
    boolean oldSparse = header.type() == 'S';
    TarEntry entry =
        new TarEntry(
            name,
            type,
            isLink(type) ? link : "",
            header.mode(),
            pax.number("uid", header.uid()),
            pax.number("gid", header.gid()),
            size,
            pax.number("mtime", header.mtime()),
            position,
            oldSparse || pax.sparse());
    if (exactSink != null) {
      describe(header, entry, oldSparse);
    }
    pax = PaxRecords.NONE;
    longName = null;
    longLink = null;
    if (oldSparse && header.moreSparse()) {
      sparsePending = entry;
    } else {
      skipContent(size);
      hand(entry);
    }
  }

  private void describe(TarHeader header, TarEntry entry, boolean oldSparse) throws TarException {
    ByteString name = pax.name("path", header.exactName());
    ByteString link = pax.name("linkpath", header.exactLink());
    boolean device = entry.type() == TarEntry.Type.DEVICE;
    boolean paxSparse = !oldSparse && pax.sparse() && entry.type() == TarEntry.Type.FILE;
    detail =
        new TarDetail(
            pax.name("GNU.sparse.name", longName != null ? exactLongName : name),
            isLink(entry.type()) ? (longLink != null ? exactLongLink : link) : ByteString.EMPTY,
            (char) (header.type() & 0xff),
            device ? header.deviceMajor() : 0,
            device ? header.deviceMinor() : 0,
            pax.xattrs(),
            paxSparse ? Optional.of(pax.sparseFile()) : Optional.empty());
    if (oldSparse) {
      sparseMap = new SparseMap();
      sparseSize = header.expandedSize();
      header.pieces(386, 4, sparseMap);
    }
  }

  private void hand(TarEntry entry) throws IOException {
    if (exactSink == null) {
      sink.accept(entry);
      return;
    }
    if (sparseMap != null) {
      detail = detail.expanding(sparseMap.file(sparseSize));
      sparseMap = null;
    }
    content = entry.size();
    exactSink.accept(entry, detail);
  }

  private void continueSparse(boolean more) throws IOException {
    if (more) {
      return;
    }
    TarEntry e = sparsePending;
    sparsePending = null;
    skipContent(e.size());
    hand(
        new TarEntry(
            e.name(), e.type(), e.link(), e.mode(), e.uid(), e.gid(), e.size(), e.mtime(), position,
            true));
  }

  private void skipContent(long size) throws TarException {
    if (size > Long.MAX_VALUE / 2) {
      throw malformed("size " + size + " is out of range");
    }
    padding = paddingOf(size);
    skip = size + padding;
  }

  private void checkName(String name) throws TarException {
    int bytes = name.length();
    if (bytes * 3L > TarLimits.MAX_NAME_BYTES) {
      bytes = name.getBytes(StandardCharsets.UTF_8).length;
    }
    if (bytes > TarLimits.MAX_NAME_BYTES) {
      throw new TarException(
          ImageProblem.PATH_DEPTH,
          "name of "
              + bytes
              + " bytes; at most "
              + TarLimits.MAX_NAME_BYTES
              + " ("
              + abbreviated(name)
              + ")");
    }
    // The cleaned path is never deeper than its slashes and one.
    if (bytes / 2 >= limits.maxPathDepth()
        && TarPath.depth(TarPath.clean(name)) > limits.maxPathDepth()) {
      throw new TarException(
          ImageProblem.PATH_DEPTH,
          "path deeper than " + limits.maxPathDepth() + " (" + abbreviated(name) + ")");
    }
  }

  private TarException malformed(String what) {
    long at = Math.max(0, position - BLOCK);
    return new TarException(ImageProblem.MALFORMED_LAYER, what + " (byte " + at + ")");
  }

  private static TarEntry.Type typeOf(byte flag, String name) {
    return switch (flag) {
      case 0 -> name.endsWith("/") ? TarEntry.Type.DIRECTORY : TarEntry.Type.FILE;
      case '1' -> TarEntry.Type.HARD_LINK;
      case '2' -> TarEntry.Type.SYMLINK;
      case '3', '4' -> TarEntry.Type.DEVICE;
      case '5', 'D' -> TarEntry.Type.DIRECTORY;
      case '6' -> TarEntry.Type.FIFO;
      default -> TarEntry.Type.FILE;
    };
  }

  private static boolean isLink(TarEntry.Type type) {
    return type == TarEntry.Type.HARD_LINK || type == TarEntry.Type.SYMLINK;
  }

  private static int zero(byte[] data) {
    int end = 0;
    while (end < data.length && data[end] != 0) {
      end++;
    }
    return end;
  }

  private static int paddingOf(long size) {
    return (int) (-size & (BLOCK - 1));
  }

  private static String abbreviated(String name) {
    return name.length() <= 80 ? name : name.substring(0, 80) + "…";
  }
}
