package io.mdis.image.layer;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** How a blob is compressed: by its first bytes, since media types in the wild are often wrong. */
enum Compression {
  GZIP,
  ZSTD,
  NONE;

  /** Bytes to look at. */
  static final int HEAD = 4;

  static Compression of(byte[] head) {
    if (head.length >= 2 && (head[0] & 0xff) == 0x1f && (head[1] & 0xff) == 0x8b) {
      return GZIP;
    }
    if (head.length < HEAD) {
      return NONE;
    }
    int magic = ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN).getInt();
    // RFC 8878: a frame, or a skippable frame before it.
    return magic == 0xFD2FB528 || (magic & 0xFFFFFFF0) == 0x184D2A50 ? ZSTD : NONE;
  }

  /** The uncompressed bytes; memory is bounded (zstd windows beyond 128 MiB are refused). */
  InputStream open(InputStream stored) throws IOException {
    return switch (this) {
      case GZIP -> new GzipStream(stored);
      case ZSTD -> new ZstdInputStreamNoFinalizer(stored);
      case NONE -> stored;
    };
  }
}
