package io.mdis.secret.scan;

import io.mdis.content.ArchiveLimits;
import io.mdis.content.ArchiveMember;
import io.mdis.content.ArchiveMembers;
import io.mdis.content.FileKind;
import io.mdis.content.LayerFile;
import io.mdis.image.layer.Layer;
import io.mdis.image.layer.LayerEntry;
import io.mdis.secret.detect.PathKind;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Debian packages that stayed in a cache after they were installed: unpacking one again costs a
 * hundred times as much as searching it, and shows nothing that is not searched already. One counts
 * as unpacked when dpkg keeps the very list of checksums that is in it and every file of that list
 * is there (deb(5), deb-md5sums(5), deb-conffiles(5)).
 */
final class UnpackedPackages {
  private static final String INFO = "var/lib/dpkg/info/";
  private static final byte[] GLOBAL = "!<arch>\n".getBytes(StandardCharsets.US_ASCII);
  private static final int HEADER = 60;
  private static final int MAX_CONTROL = 4 << 20;
  private static final ArchiveLimits LIMITS = new ArchiveLimits(2, 1_000, 64L << 20, 250, 80 << 20);

  private final Layer layer;

  UnpackedPackages(Layer layer) {
    this.layer = layer;
  }

  /** Whether an ar archive is such a package; what can't be read is none. */
  boolean contains(LayerFile file) throws IOException {
    if (file.kind() != FileKind.AR) {
      return false;
    }
    Map<String, byte[]> control = control(file);
    byte[] sums = control.get("md5sums");
    String fields = text(control.getOrDefault("control", new byte[0]));
    String name = field(fields, "Package");
    return sums != null
        && sums.length > 0
        && (isKept(name, sums) || isKept(name + ":" + field(fields, "Architecture"), sums))
        && areThere(text(sums), 34)
        && areThere(text(control.getOrDefault("conffiles", new byte[0])), 0);
  }

  private boolean isKept(String name, byte[] sums) throws IOException {
    Optional<LayerEntry> list = layer.find(INFO + name + ".md5sums");
    if (list.isEmpty()
        || list.get().type() != LayerEntry.Type.FILE
        || list.get().size() != sums.length) {
      return false;
    }
    try (InputStream in = layer.open(list.get())) {
      return Arrays.equals(in.readNBytes(sums.length), sums);
    }
  }

  /** Whether every path of a list is in the layer, but for what is written for everybody. */
  private boolean areThere(String list, int start) {
    return list.lines()
        .filter(line -> line.length() > start)
        .map(line -> line.substring(start))
        .map(path -> path.startsWith("/") ? path.substring(1) : path)
        .allMatch(
            path ->
                layer.find(path).isPresent()
                    // What a merged /usr (usrmerge) has moved.
                    || layer.find("usr/" + path).isPresent()
                    || PathKind.of(path).remote());
  }

  /** Files of the package's control archive; none when it isn't one. */
  private static Map<String, byte[]> control(LayerFile file) throws IOException {
    byte[] archive;
    try (InputStream in = file.open()) {
      archive = in.skip(GLOBAL.length) == GLOBAL.length ? controlArchive(in) : null;
    }
    Map<String, byte[]> files = new HashMap<>();
    if (archive != null) {
      FileKind kind = FileKind.of(archive, Math.min(archive.length, FileKind.HEAD));
      new ArchiveMembers(LIMITS)
          .visit(
              "control.tar",
              kind,
              archive.length,
              () -> new ByteArrayInputStream(archive),
              (member, content) -> keep(member, content, files));
    }
    return files;
  }

  private static void keep(ArchiveMember member, InputStream in, Map<String, byte[]> files)
      throws IOException {
    String name = member.path().substring(member.path().lastIndexOf('/') + 1);
    switch (name) {
      case "control", "md5sums", "conffiles" -> files.put(name, in.readNBytes(MAX_CONTROL));
      default -> {}
    }
  }

  /** The second member of the ar archive, compressed; null when there is none. */
  private static byte[] controlArchive(InputStream in) throws IOException {
    if (!name(in.readNBytes(HEADER)).startsWith("debian-binary") || in.skip(4) != 4) {
      return null;
    }
    byte[] header = in.readNBytes(HEADER);
    if (!name(header).startsWith("control.tar")) {
      return null;
    }
    try {
      int size = Integer.parseInt(text(Arrays.copyOfRange(header, 48, 58)).strip());
      byte[] archive = size > 0 && size <= MAX_CONTROL ? in.readNBytes(size) : new byte[0];
      return archive.length == size ? archive : null;
    } catch (NumberFormatException e) {
      return null;
    }
  }

  private static String name(byte[] header) {
    return header.length < HEADER ? "" : text(Arrays.copyOf(header, 16));
  }

  private static String field(String control, String name) {
    return control
        .lines()
        .filter(line -> line.startsWith(name + ":"))
        .findFirst()
        .map(line -> line.substring(name.length() + 1).strip())
        .orElse("");
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
