package io.mdis.content;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** Text of two bytes a character, as Windows' tools write it; rules see it as UTF-8. */
public final class Utf16 {
  private Utf16() {}

  /**
   * A stream of the same text in UTF-8, without its mark, when the first bytes are UTF-16; else the
   * given stream. Offsets into it are those of the UTF-8 form.
   *
   * @param head first bytes of the text, which the stream still has
   */
  public static InputStream asUtf8(InputStream in, byte[] head, int length) {
    Charset charset = charsetOf(head, length);
    return charset == null ? in : new Transcoded(new InputStreamReader(in, charset));
  }

  /** The byte order of text, or null for what isn't UTF-16. */
  static Charset charsetOf(byte[] head, int length) {
    if (!isMarked(head, length) && !looksLike(head, length)) {
      return null;
    }
    boolean little = (head[0] & 0xff) == 0xff || (head[0] != (byte) 0xfe && head[1] == 0);
    return little ? StandardCharsets.UTF_16LE : StandardCharsets.UTF_16BE;
  }

  /** Whether text begins with the byte order mark; UTF-32's little-endian one is longer. */
  static boolean isMarked(byte[] head, int length) {
    if (length < 2 || (length >= 4 && head[2] == 0 && head[3] == 0)) {
      return false;
    }
    int mark = ((head[0] & 0xff) << 8) | (head[1] & 0xff);
    return mark == 0xfffe || mark == 0xfeff;
  }

  /** Whether every other byte is NUL and all others are printable. */
  static boolean looksLike(byte[] head, int length) {
    int even = length & ~1;
    if (even < 8) {
      return false;
    }
    int zero = head[1] == 0 ? 1 : 0;
    for (int i = 0; i < even; i += 2) {
      int other = head[i + 1 - zero] & 0xff;
      boolean printable = (other >= ' ' && other < 0x7f) || (other >= 9 && other <= 13);
      if (head[i + zero] != 0 || !printable) {
        return false;
      }
    }
    return true;
  }

  /** Characters of a reader as UTF-8 bytes; malformed ones as question marks. */
  private static final class Transcoded extends InputStream {
    private final Reader reader;
    private final CharsetEncoder encoder =
        StandardCharsets.UTF_8
            .newEncoder()
            .onMalformedInput(CodingErrorAction.REPLACE)
            .onUnmappableCharacter(CodingErrorAction.REPLACE);
    private final CharBuffer chars = CharBuffer.allocate(4096).flip();
    private final ByteBuffer bytes = ByteBuffer.allocate(3 * 4096 + 16).flip();
    private boolean begun;

    Transcoded(Reader reader) {
      this.reader = reader;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      if (length == 0) {
        return 0;
      }
      while (!bytes.hasRemaining()) {
        chars.compact();
        boolean end = reader.read(chars) < 0;
        chars.flip();
        if (!begun && chars.hasRemaining()) {
          begun = true;
          if (chars.get(chars.position()) == '\ufeff') {
            chars.get();
          }
        }
        bytes.clear();
        encoder.encode(chars, bytes, end);
        bytes.flip();
        if (end && !bytes.hasRemaining()) {
          return -1;
        }
      }
      int n = Math.min(length, bytes.remaining());
      bytes.get(target, offset, n);
      return n;
    }

    @Override
    public void close() throws IOException {
      reader.close();
    }
  }
}
