package io.mdis.image.layer;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import java.util.zip.ZipException;

/**
 * Gunzips every member of a stream (RFC 1952), checking each trailer. Unlike the JDK's stream it
 * never mistakes a slow source for the end of the last member, and rubbish after it is an error.
 */
final class GzipStream extends InputStream {
  private static final int BUFFER = 1 << 18;

  private final InputStream in;
  private final byte[] buffer = new byte[BUFFER];
  private final Inflater inflater = new Inflater(true);
  private final CRC32 crc = new CRC32();
  private int at;
  private int end;
  private long memberBytes;
  private boolean inMember;
  private boolean over;

  GzipStream(InputStream in) {
    this.in = in;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    while (!over) {
      if (!inMember) {
        over = !nextMember();
        continue;
      }
      int n = inflate(bytes, offset, length);
      if (n > 0) {
        crc.update(bytes, offset, n);
        memberBytes += n;
        return n;
      }
      if (inflater.finished()) {
        at = end - inflater.getRemaining();
        trailer();
      } else if (inflater.needsInput()) {
        if (!fill()) {
          throw new EOFException("gzip data ends early");
        }
        inflater.setInput(buffer, at, end - at);
      } else {
        throw new ZipException("gzip data needs a dictionary");
      }
    }
    return -1;
  }

  @Override
  public void close() throws IOException {
    inflater.end();
    in.close();
  }

  private int inflate(byte[] bytes, int offset, int length) throws ZipException {
    try {
      return inflater.inflate(bytes, offset, length);
    } catch (DataFormatException e) {
      ZipException broken = new ZipException("gzip data is broken: " + e.getMessage());
      broken.initCause(e);
      throw broken;
    }
  }

  private boolean nextMember() throws IOException {
    if (at == end && !fill()) {
      return false;
    }
    if (next() != 0x1f || next() != 0x8b || next() != 8) {
      throw new ZipException("not gzip, or rubbish after its last member");
    }
    int flags = next();
    skip(6);
    if ((flags & 4) != 0) {
      skip(next() | next() << 8);
    }
    for (int text = flags & 0x18; text != 0; text &= text - 1) {
      while (next() != 0) {
        // File name and comment are of no use here.
      }
    }
    skip((flags & 2) != 0 ? 2 : 0);
    inflater.reset();
    inflater.setInput(buffer, at, end - at);
    crc.reset();
    memberBytes = 0;
    inMember = true;
    return true;
  }

  private void trailer() throws IOException {
    if (littleEndian() != crc.getValue() || littleEndian() != (memberBytes & 0xffffffffL)) {
      throw new ZipException("gzip checksum or length is wrong");
    }
    inMember = false;
  }

  private long littleEndian() throws IOException {
    return next() | next() << 8 | next() << 16 | (long) next() << 24;
  }

  private void skip(int count) throws IOException {
    for (int i = 0; i < count; i++) {
      next();
    }
  }

  private int next() throws IOException {
    if (at == end && !fill()) {
      throw new EOFException("gzip data ends early");
    }
    return buffer[at++] & 0xff;
  }

  private boolean fill() throws IOException {
    at = 0;
    end = Math.max(0, in.read(buffer, 0, buffer.length));
    return end > 0;
  }
}
