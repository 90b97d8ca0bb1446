package io.mdis.measurement.docker;

import com.fasterxml.jackson.databind.JsonNode;
import io.mdis.contracts.Digest;
import io.mdis.image.manifest.BoundedJson;
import io.mdis.image.tar.ByteString;
import io.mdis.measurement.host.InRoot;
import io.mdis.measurement.posix.OpenFile;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Base64;
import java.util.zip.GZIPInputStream;

/**
 * The tar of a layer, put together again from what Docker keeps of it ({@code tar-split.json.gz}:
 * everything but the content of files) and the files on the disk (github.com/vbatts/tar-split,
 * package tar/storage). If it hashes to the layer's diffID then those files, and the names and
 * attributes in its headers, are the original ones. It knows nothing of files that were added, nor
 * of attributes on the disk: for that its measurement has to be compared with the disk's.
 */
public final class TarSplit extends InputStream {
  private static final int MAX_LINE = 8 << 20;
  private static final int FILE = 1;
  private static final int SEGMENT = 2;

  private final StoreFolder diff;
  private final InRoot files;
  private final InputStream entries;
  private byte[] buffer = new byte[1 << 16];
  private int at;
  private int filled;
  private OpenFile file;
  private ByteString name = ByteString.EMPTY;
  private long left;
  private boolean done;

  private TarSplit(StoreFolder diff, InputStream entries) {
    this.diff = diff;
    this.files = new InRoot(diff.directory());
    this.entries = entries;
  }

  /** That of a layer; to be closed. Reading throws IOException when it can't be put together. */
  public static TarSplit open(DockerLayerDb db, Digest chainId) throws IOException {
    StoreFolder diff = db.root().folder(db.driver(), db.layer(chainId).cacheId(), "diff");
    try {
      InputStream stored = new Descriptor(db.tarSplit(chainId));
      return new TarSplit(diff, new BufferedInputStream(new GZIPInputStream(stored, 1 << 14)));
    } catch (IOException e) {
      diff.close();
      throw e;
    }
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    while (at == filled) {
      if (done) {
        return -1;
      }
      fill();
    }
    int n = Math.min(length, filled - at);
    System.arraycopy(buffer, at, bytes, offset, n);
    at += n;
    return n;
  }

  @Override
  public void close() throws IOException {
    if (file != null) {
      file.close();
    }
    diff.close();
    entries.close();
  }

  private void fill() throws IOException {
    at = 0;
    filled = 0;
    if (file == null) {
      entry();
      return;
    }
    int n = file.read(buffer);
    if (n > left) {
      throw new IOException(name + " is longer than in the original layer");
    }
    if (n >= 0) {
      filled = n;
      left -= n;
      return;
    }
    file.close();
    file = null;
    if (left > 0) {
      throw new EOFException(name + " is shorter than in the original layer");
    }
  }

  private void entry() throws IOException {
    byte[] line = line();
    if (line.length == 0) {
      done = true;
      return;
    }
    JsonNode entry = BoundedJson.object(line, MAX_LINE, "entry of tar-split");
    byte[] payload = decoded(BoundedJson.text(entry, "payload"));
    switch (entry.path("type").asInt()) {
      case SEGMENT -> {
        buffer = payload.length > buffer.length ? new byte[payload.length] : buffer;
        System.arraycopy(payload, 0, buffer, 0, payload.length);
        filled = payload.length;
      }
      case FILE -> {
        left = entry.path("size").asLong();
        if (left > 0) {
          byte[] raw = decoded(BoundedJson.text(entry, "name_raw"));
          name =
              raw.length > 0
                  ? ByteString.of(raw)
                  : ByteString.utf8(BoundedJson.text(entry, "name"));
          file = files.openFile(name);
        }
      }
      default -> throw new IOException("tar-split has an entry of unknown type");
    }
  }

  private byte[] line() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int c = entries.read(); c >= 0 && c != '\n'; c = entries.read()) {
      line.write(c);
      if (line.size() > MAX_LINE) {
        throw new IOException("an entry of tar-split has more than " + MAX_LINE + " bytes");
      }
    }
    return line.toByteArray();
  }

  private static byte[] decoded(String base64) throws IOException {
    try {
      return Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException e) {
      throw new IOException("tar-split has a payload that isn't base64", e);
    }
  }

  private static final class Descriptor extends InputStream {
    private final OpenFile file;
    private final byte[] buffer = new byte[1 << 14];
    private int at;
    private int filled;

    Descriptor(OpenFile file) {
      this.file = file;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      if (at == filled) {
        filled = file.read(buffer);
        at = 0;
        if (filled < 0) {
          filled = 0;
          return -1;
        }
      }
      int n = Math.min(length, filled - at);
      System.arraycopy(buffer, at, bytes, offset, n);
      at += n;
      return n;
    }

    @Override
    public void close() {
      file.close();
    }
  }
}
