package io.mdis.secret.log;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * Docker's local driver: a protocol buffer between two copies of its length, four bytes each, big
 * end first (moby, daemon/logger/local; the message is LogEntry of api/types/plugins/logdriver).
 */
final class LocalRecords implements LogRecords {
  private static final int MAX_MESSAGE = 2 << 20;
  private static final int SOURCE = 1;
  private static final int TIME = 2;
  private static final int LINE = 3;
  private static final int PARTIAL = 4;

  private final InputStream in;
  private long position;

  LocalRecords(InputStream in, long position) {
    this.in = in;
    this.position = position;
  }

  @Override
  public LogRecord next() throws IOException {
    byte[] size = in.readNBytes(4);
    if (size.length < 4) {
      return null;
    }
    int length = ByteBuffer.wrap(size).getInt();
    if (length < 0 || length > MAX_MESSAGE) {
      throw new LogFormatException("a record claims " + length + " bytes");
    }
    byte[] message = in.readNBytes(length);
    byte[] again = in.readNBytes(4);
    if (message.length < length || again.length < 4) {
      return null;
    }
    if (ByteBuffer.wrap(again).getInt() != length) {
      throw new LogFormatException("the two lengths of a record differ");
    }
    position += length + 8L;
    return record(ByteBuffer.wrap(message));
  }

  @Override
  public long position() {
    return position;
  }

  private static LogRecord record(ByteBuffer message) throws IOException {
    String stream = "";
    String time = "";
    String text = "";
    boolean partial = false;
    try {
      while (message.hasRemaining()) {
        long tag = varint(message);
        int field = (int) (tag >>> 3);
        switch ((int) (tag & 7)) {
          case 0 -> {
            long value = varint(message);
            if (field == TIME) {
              time =
                  Instant.ofEpochSecond(
                          Math.floorDiv(value, 1_000_000_000L),
                          Math.floorMod(value, 1_000_000_000L))
                      .toString();
            } else if (field == PARTIAL) {
              partial = value != 0;
            }
          }
          case 1 -> message.getLong();
          case 2 -> {
            byte[] bytes = new byte[length(message)];
            message.get(bytes);
            if (field == SOURCE) {
              stream = new String(bytes, StandardCharsets.UTF_8);
            } else if (field == LINE) {
              text = new String(bytes, StandardCharsets.UTF_8);
            }
          }
          case 5 -> message.getInt();
          default -> throw new LogFormatException("a record has an unknown kind of field");
        }
      }
    } catch (java.nio.BufferUnderflowException e) {
      throw new LogFormatException("a record ends within a field");
    }
    return new LogRecord(time, stream, text.stripTrailing(), partial);
  }

  private static int length(ByteBuffer message) throws IOException {
    long length = varint(message);
    if (length < 0 || length > message.remaining()) {
      throw new LogFormatException("a field is longer than its record");
    }
    return (int) length;
  }

  private static long varint(ByteBuffer message) throws IOException {
    long value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      byte b = message.get();
      value |= (long) (b & 0x7f) << shift;
      if (b >= 0) {
        return value;
      }
    }
    throw new LogFormatException("a number does not end");
  }
}
