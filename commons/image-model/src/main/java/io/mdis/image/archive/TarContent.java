package io.mdis.image.archive;

import io.mdis.image.ImageException;
import io.mdis.image.ImageProblem;
import io.mdis.image.tar.TarEntry;
import io.mdis.image.tar.TarException;
import io.mdis.image.tar.TarLimits;
import io.mdis.image.tar.TarParser;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/** A tar file whose entries are read by offset; a gzipped one is unpacked to a temporary file. */
final class TarContent implements ArchiveContent {
  private static final TarLimits LIMITS = new TarLimits(100_000, 64);
  private static final int BUFFER = 1 << 20;
  private static final long MAX_BYTES = 64L << 30;

  private final String name;
  private final Path temporary;
  private final FileChannel channel;
  private final Map<String, Place> files = new HashMap<>();
  private final Map<String, String> links = new HashMap<>();

  private record Place(long offset, long size) {}

  private TarContent(String name, Path temporary, FileChannel channel) {
    this.name = name;
    this.temporary = temporary;
    this.channel = channel;
  }

  static TarContent open(Path file) throws IOException {
    Path temporary = gzipped(file) ? unpacked(file) : null;
    FileChannel channel =
        FileChannel.open(temporary == null ? file : temporary, StandardOpenOption.READ);
    TarContent content = new TarContent(file.toString(), temporary, channel);
    try {
      content.index();
    } catch (IOException e) {
      content.close();
      throw e;
    }
    return content;
  }

  private static boolean gzipped(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return in.read() == 0x1f && in.read() == 0x8b;
    }
  }

  private static Path unpacked(Path file) throws IOException {
    Path target = Files.createTempFile("mdis-archive", ".tar");
    try (InputStream in = new GZIPInputStream(Files.newInputStream(file), BUFFER);
        var out = Files.newOutputStream(target)) {
      byte[] buffer = new byte[BUFFER];
      long total = 0;
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        total += n;
        if (total > MAX_BYTES) {
          throw new IOException("more than " + MAX_BYTES + " bytes unpacked");
        }
        out.write(buffer, 0, n);
      }
      return target;
    } catch (IOException e) {
      Files.deleteIfExists(target);
      throw new ImageException(
          ImageProblem.MALFORMED_ARCHIVE, file + " can't be unpacked: " + e.getMessage(), e);
    }
  }

  private void index() throws IOException {
    try {
      TarParser.parse(new BoundedChannelStream(channel, 0, channel.size()), LIMITS, this::take);
    } catch (TarException e) {
      throw new ImageException(
          ImageProblem.MALFORMED_ARCHIVE, name + " is no image archive: " + e.getMessage(), e);
    }
  }

  private void take(TarEntry entry) {
    String path = Path.of("/", clean(entry.name())).normalize().toString().substring(1);
    if (entry.type() == TarEntry.Type.FILE) {
      files.put(path, new Place(entry.offset(), entry.size()));
    } else if (entry.type() == TarEntry.Type.SYMLINK) {
      // docker save links a layer that two images share; the target is relative to the link.
      Path folder = Path.of("/", path).getParent();
      if (folder != null) {
        links.put(path, folder.resolve(clean(entry.link())).normalize().toString().substring(1));
      }
    }
  }

  private static String clean(String entryName) {
    return entryName.replace('\0', '?');
  }

  private Place place(String file) throws IOException {
    Place place = files.get(file);
    if (place == null && links.containsKey(file)) {
      place = files.get(links.get(file));
    }
    if (place == null) {
      throw malformed("it lacks " + file);
    }
    return place;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public boolean has(String file) {
    return files.containsKey(file) || files.containsKey(links.getOrDefault(file, ""));
  }

  @Override
  public long size(String file) throws IOException {
    return place(file).size();
  }

  @Override
  public InputStream open(String file) throws IOException {
    Place place = place(file);
    if (place.offset() + place.size() > channel.size()) {
      throw malformed("it ends in the middle of " + file);
    }
    return new BufferedInputStream(
        new BoundedChannelStream(channel, place.offset(), place.size()), 64 << 10);
  }

  @Override
  public void close() throws IOException {
    channel.close();
    if (temporary != null) {
      Files.deleteIfExists(temporary);
    }
  }

  /** Part of a file; several may be open at once, for each reads at its own position. */
  private static final class BoundedChannelStream extends InputStream {
    private final FileChannel channel;
    private long position;
    private final long end;

    BoundedChannelStream(FileChannel channel, long offset, long size) {
      this.channel = channel;
      this.position = offset;
      this.end = offset + size;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      if (position >= end) {
        return -1;
      }
      int wanted = (int) Math.min(length, end - position);
      int n = channel.read(ByteBuffer.wrap(buffer, offset, wanted), position);
      if (n > 0) {
        position += n;
      }
      return n;
    }

    @Override
    public long skip(long count) {
      long n = Math.clamp(count, 0, end - position);
      position += n;
      return n;
    }
  }
}
