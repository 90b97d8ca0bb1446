package io.mdis.standalone.scan;

import io.mdis.contracts.Digest;
import io.mdis.contracts.Platform;
import io.mdis.image.ImageSource;
import io.mdis.image.LayerBlob;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** An image whose reading is told to a person, layer by layer. */
final class ObservedSource implements ImageSource {
  private static final long STEP = 4L << 20;

  private final ImageSource source;
  private final List<LayerBlob> layers = new ArrayList<>();

  ObservedSource(ImageSource source, Consumer<String> progress) {
    this.source = source;
    int count = source.layers().size();
    for (LayerBlob blob : source.layers()) {
      String what = "layer " + (layers.size() + 1) + " of " + count;
      long size = blob.descriptor().size();
      layers.add(
          new LayerBlob(
              blob.descriptor(), () -> new Observed(blob.content().open(), what, size, progress)));
    }
  }

  @Override
  public String name() {
    return source.name();
  }

  @Override
  public Digest digest() {
    return source.digest();
  }

  @Override
  public Digest configDigest() {
    return source.configDigest();
  }

  @Override
  public Platform platform() {
    return source.platform();
  }

  @Override
  public byte[] config() {
    return source.config();
  }

  @Override
  public List<LayerBlob> layers() {
    return List.copyOf(layers);
  }

  @Override
  public void close() throws IOException {
    source.close();
  }

  /** Counts what passes and tells of it every few MiB. */
  private static final class Observed extends FilterInputStream {
    private final String what;
    private final long size;
    private final Consumer<String> progress;
    private long read;
    private long told;

    Observed(InputStream in, String what, long size, Consumer<String> progress) {
      super(in);
      this.what = what;
      this.size = size;
      this.progress = progress;
    }

    @Override
    public int read() throws IOException {
      int b = super.read();
      count(b < 0 ? 0 : 1);
      return b;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      int n = super.read(buffer, offset, length);
      count(n);
      return n;
    }

    private void count(int n) {
      read += Math.max(n, 0);
      if (read - told >= STEP) {
        told = read;
        String share = size > 0 ? " · " + Math.min(100, read * 100 / size) + " %" : "";
        progress.accept(what + " · " + (read >> 20) + " MiB" + share);
      }
    }
  }
}
