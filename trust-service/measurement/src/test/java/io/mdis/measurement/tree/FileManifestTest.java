package io.mdis.measurement.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mdis.image.tar.ByteString;
import io.mdis.measurement.MeasurementException;
import io.mdis.measurement.Netstrings;
import io.mdis.measurement.Sha384;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileManifestTest {
  private static final Sha384 CONTENT = Sha384.of(new byte[] {1});

  @TempDir Path folder;

  @Test
  void theWorkedExamplesOfTheSpecificationHold() throws IOException {
    assertThat(write("none").files().hex())
        .isEqualTo(
            "86aed2786ed8e0b9ccbed96c1c398a0096070767d75a67cd8e27cc4cb46bf445eebc5c7bf2b0aa1df9b25c961fe94a41");
    FileManifest three =
        write(
            "three",
            CanonicalEntry.directory(path("a"), plain(0755, 0), false),
            CanonicalEntry.whiteout(path("a/x")),
            CanonicalEntry.whiteout(path("b")));
    assertThat(three.files().hex())
        .isEqualTo(
            "e2f8f668db0a2931b694acd3ba621c3b85b296b0a0382d6b24b0fe3656c1a08e37967708d0c81fdb35f45ea7993c251e");
    assertThat(record(CanonicalEntry.hardLink(path("z1"), path("a1")))).isEqualTo("1:h,2:a1,");
    assertThat(
            record(
                CanonicalEntry.device(
                    path("dev/b"),
                    Kind.BLOCK_DEVICE,
                    new CanonicalEntry.Attributes(0660, 0, 6, 1_500_000_000, xattrs()),
                    7,
                    300)))
        .isEqualTo("1:b,4:0660,1:0,1:6,10:1500000000,5:7:300,");
  }

  @Test
  void recordsComeBackAsTheyWere() throws IOException {
    List<CanonicalEntry> entries = entries();
    FileManifest manifest = write("all", entries.toArray(CanonicalEntry[]::new));
    List<CanonicalEntry> read = new ArrayList<>();
    try (ManifestCursor cursor = FileManifest.open(manifest.file()).cursor()) {
      while (cursor.next()) {
        read.add(cursor.entry());
      }
    }
    assertThat(read).isEqualTo(entries);
    assertThat(FileManifest.open(manifest.file())).isEqualTo(manifest);
    manifest.verify();
  }

  @Test
  void aListWithAnyByteChangedIsRefused() throws IOException {
    FileManifest manifest = write("good", entries().toArray(CanonicalEntry[]::new));
    byte[] good = Files.readAllBytes(manifest.file());
    Path bad = folder.resolve("bad");
    for (int i = 0; i < good.length; i++) {
      byte[] changed = good.clone();
      changed[i] ^= 1;
      Files.write(bad, changed);
      assertThatThrownBy(() -> FileManifest.open(bad).verify())
          .as("byte %d", i)
          .isInstanceOf(MeasurementException.class);
      Files.write(bad, java.util.Arrays.copyOf(good, i));
      assertThatThrownBy(() -> FileManifest.open(bad).verify())
          .as("cut at %d", i)
          .isInstanceOf(MeasurementException.class);
    }
  }

  @Test
  void entriesOutOfOrderAreRefused() throws IOException {
    try (ManifestWriter writer = new ManifestWriter(folder.resolve("x"))) {
      writer.add(CanonicalEntry.whiteout(path("b")));
      assertThatThrownBy(() -> writer.add(CanonicalEntry.whiteout(path("a"))))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> writer.add(CanonicalEntry.whiteout(path("b"))))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void onlyTheDirectoriesAboveAChangeHaveAnotherDigest() throws IOException {
    Map<String, Sha384> before = directories("a/b/f", "a/c/f", "a-b/f", "top");
    Map<String, Sha384> after = directories("a/b/g", "a/c/f", "a-b/f", "top");
    assertThat(before.keySet()).containsExactlyInAnyOrder("", "a", "a/b", "a/c", "a-b");
    List<String> changed =
        before.keySet().stream().filter(d -> !before.get(d).equals(after.get(d))).toList();
    assertThat(changed).containsExactlyInAnyOrder("", "a", "a/b");
  }

  @Test
  void oneChangedAttributeEachIsNamed() throws IOException {
    var plain = plain(0644, 10);
    var capability =
        new CanonicalEntry.Attributes(
            0644, 1, 2, 10, new TreeMap<>(Map.of(path("security.capability"), path("c"))));
    CanonicalEntry file = CanonicalEntry.file(path("f"), plain, 3, CONTENT);
    named(file, CanonicalEntry.file(path("f"), plain(0600, 10), 3, CONTENT), Attribute.MODE);
    named(file, CanonicalEntry.file(path("f"), plain(0644, 11), 3, CONTENT), Attribute.MTIME);
    named(file, CanonicalEntry.file(path("f"), plain, 4, CONTENT), Attribute.SIZE);
    named(
        file, CanonicalEntry.file(path("f"), plain, 3, Sha384.of(new byte[0])), Attribute.CONTENT);
    named(
        file,
        CanonicalEntry.file(path("f"), capability, 3, CONTENT),
        Attribute.OWNER,
        Attribute.GROUP,
        Attribute.XATTR);
    named(file, CanonicalEntry.special(path("f"), Kind.FIFO, plain), Attribute.TYPE);
    named(
        CanonicalEntry.symlink(path("f"), plain, path("x")),
        CanonicalEntry.symlink(path("f"), plain, path("y")),
        Attribute.TARGET);
    named(
        CanonicalEntry.directory(path("f"), plain, false),
        CanonicalEntry.directory(path("f"), plain, true),
        Attribute.OPAQUE);
    named(
        CanonicalEntry.device(path("f"), Kind.CHARACTER_DEVICE, plain, 1, 3),
        CanonicalEntry.device(path("f"), Kind.CHARACTER_DEVICE, plain, 1, 5),
        Attribute.DEVICE);
    named(
        CanonicalEntry.hardLink(path("f"), path("a")),
        CanonicalEntry.hardLink(path("f"), path("b")),
        Attribute.HARD_LINK);
    Comparison both =
        Comparison.of(
            write("l", CanonicalEntry.whiteout(path("a")), CanonicalEntry.whiteout(path("c"))),
            write("r", CanonicalEntry.whiteout(path("b")), CanonicalEntry.whiteout(path("c"))),
            1);
    assertThat(both.total()).isEqualTo(2);
    assertThat(both.differences()).hasToString("[REMOVED a]");
  }

  private void named(CanonicalEntry was, CanonicalEntry is, Attribute... attributes)
      throws IOException {
    FileManifest left = write("left", was);
    FileManifest right = write("right", is);
    assertThat(left.files()).isNotEqualTo(right.files());
    Comparison comparison = Comparison.of(left, right, 10);
    assertThat(comparison.differences()).hasSize(1);
    assertThat(comparison.differences().getFirst().details())
        .extracting(Difference.Detail::attribute)
        .containsExactly(attributes);
  }

  private Map<String, Sha384> directories(String... paths) throws IOException {
    List<CanonicalEntry> entries = new ArrayList<>();
    java.util.Arrays.sort(paths);
    for (String path : paths) {
      entries.add(CanonicalEntry.whiteout(path(path)));
    }
    Map<String, Sha384> digests = new LinkedHashMap<>();
    FileManifest manifest = write("d", entries.toArray(CanonicalEntry[]::new));
    manifest.forEachDirectory((path, digest) -> digests.put(path.toString(), digest));
    assertThat(digests.get("")).isEqualTo(manifest.directories());
    return digests;
  }

  private static List<CanonicalEntry> entries() {
    var odd =
        new CanonicalEntry.Attributes(
            07777,
            4294967290L,
            0,
            12,
            new TreeMap<>(Map.of(path("trusted.a"), ByteString.of(new byte[] {0, -1}))));
    return List.of(
        CanonicalEntry.directory(path("a"), odd, true),
        CanonicalEntry.file(path("a-b"), odd, 1L << 40, CONTENT),
        CanonicalEntry.symlink(path("a/l"), odd, ByteString.of(new byte[] {-1, 10})),
        CanonicalEntry.device(path("b"), Kind.BLOCK_DEVICE, odd, 8, 1),
        CanonicalEntry.special(path("f"), Kind.FIFO, odd),
        CanonicalEntry.hardLink(path("h"), path("a-b")),
        CanonicalEntry.special(path("s"), Kind.SOCKET, plain(0, 0)),
        CanonicalEntry.whiteout(ByteString.of(new byte[] {-2})));
  }

  private FileManifest write(String name, CanonicalEntry... entries) throws IOException {
    try (ManifestWriter writer = new ManifestWriter(folder.resolve(name))) {
      for (CanonicalEntry entry : entries) {
        writer.add(entry);
      }
      return writer.finish();
    }
  }

  private static String record(CanonicalEntry entry) {
    Netstrings out = new Netstrings();
    RecordFormat.body(entry, out);
    return out.bytes().toString();
  }

  private static CanonicalEntry.Attributes plain(int mode, long mtime) {
    return new CanonicalEntry.Attributes(mode, 0, 0, mtime, xattrs());
  }

  private static SortedMap<ByteString, ByteString> xattrs() {
    return Collections.emptySortedMap();
  }

  private static ByteString path(String text) {
    return ByteString.utf8(text);
  }
}
