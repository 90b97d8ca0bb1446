package io.mdis.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mdis.fixtures.CraftedRpm;
import io.mdis.fixtures.TarWriter;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.compress.archivers.ar.ArArchiveEntry;
import org.apache.commons.compress.archivers.ar.ArArchiveOutputStream;
import org.apache.commons.compress.archivers.sevenz.SevenZArchiveEntry;
import org.apache.commons.compress.archivers.sevenz.SevenZOutputFile;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.apache.commons.compress.compressors.CompressorException;
import org.apache.commons.compress.compressors.CompressorStreamFactory;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArchiveMembersTest {
  private static final String EICAR = "not really a virus";

  private final Map<String, String> members = new LinkedHashMap<>();
  private List<LeftOut> leftOut;

  @Test
  void descendsThroughZipTarAndWhatIsCompressed() throws IOException {
    byte[] tar = new TarWriter().folder("d").file("d/eicar.txt", EICAR).link("l", "d").bytes();
    visit("srv/outer.zip", zip("inner.tar", tar, "plain.txt", text("hello")));
    assertThat(leftOut).isEmpty();
    assertThat(members)
        .containsExactly(
            Map.entry("srv/outer.zip!/inner.tar!/d/eicar.txt", EICAR),
            Map.entry("srv/outer.zip!/plain.txt", "hello"));
  }

  @ParameterizedTest
  @CsvSource({"gz, gz", "bzip2, bz2", "xz, xz", "zstd, zst"})
  void opensWhatIsCompressed(String compressor, String ending) throws Exception {
    byte[] tar = new TarWriter().file("eicar.txt", EICAR).bytes();
    visit("a.tar." + ending, compressed(compressor, tar));
    assertThat(leftOut).isEmpty();
    assertThat(members).containsExactly(Map.entry("a.tar." + ending + "!/a.tar!/eicar.txt", EICAR));
  }

  @Test
  void opensDebianPackagesAndSevenZips() throws Exception {
    byte[] data = compressed("xz", new TarWriter().file("usr/bin/x", EICAR).bytes());
    visit("x.deb", ar("debian-binary", text("2.0\n"), "data.tar.xz", data));
    assertThat(members).containsEntry("x.deb!/data.tar.xz!/data.tar!/usr/bin/x", EICAR);
    visit("x.7z", sevenZip(null, "dir/eicar.txt", text(EICAR)));
    assertThat(members).containsExactly(Map.entry("x.7z!/dir/eicar.txt", EICAR));
    visit("y.zip", zip("x.7z", sevenZip(null, "eicar.txt", text(EICAR))));
    assertThat(members).containsExactly(Map.entry("y.zip!/x.7z!/eicar.txt", EICAR));
    assertThat(leftOut).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"gz, .gz", "bzip2, .bz2", "xz, .xz", "zstd, .zst", "none, ''"})
  void opensRpmPackages(String compressor, String ending) throws Exception {
    byte[] cpio = CraftedRpm.cpio("./usr/bin/x", text(EICAR));
    byte[] payload = compressor.equals("none") ? cpio : compressed(compressor, cpio);
    visit("x.rpm", CraftedRpm.of(payload));
    String inside = ending.isEmpty() ? "" : "!/payload.cpio";
    assertThat(leftOut).isEmpty();
    assertThat(members)
        .containsExactly(
            Map.entry("x.rpm!/payload.cpio" + ending + inside + "!/./usr/bin/x", EICAR));
    visit("o.zip", zip("x.rpm", CraftedRpm.of(payload)));
    assertThat(members.values()).containsExactly(EICAR);
  }

  @Test
  void ofAnRpmPackageThatCanNotBeReadItIsTold() throws Exception {
    // As rpm wrote it for a while, compressed by what has no first bytes of its own.
    visit("x.rpm", CraftedRpm.of(compressed("lzma", CraftedRpm.cpio("./x", text(EICAR)))));
    assertThat(codes()).containsExactly("archive.unsupported x.rpm!/payload.cpio");
    byte[] rpm = CraftedRpm.of(compressed("gz", CraftedRpm.cpio("./x", text(EICAR))));
    visit("x.rpm", Arrays.copyOf(rpm, 120));
    assertThat(codes()).containsExactly("archive.damaged x.rpm");
    rpm[96] = 0; // No header begins there.
    visit("x.rpm", rpm);
    assertThat(codes()).containsExactly("archive.damaged x.rpm");
    visit("x.rpm", CraftedRpm.of(text("07070X00000001")));
    assertThat(codes()).containsExactly("archive.damaged x.rpm!/payload.cpio");
    assertThat(members).isEmpty();
  }

  @Test
  void anRpmPackageThatIsABombIsStopped() throws Exception {
    byte[] zeros = CraftedRpm.cpio("./zeros", new byte[64 << 20]);
    visit(
        new ArchiveLimits(8, 10, 1L << 32, 10, 1 << 20),
        "b.rpm",
        CraftedRpm.of(compressed("gz", zeros)));
    assertThat(codes()).containsExactly("limit.archive-ratio b.rpm!/payload.cpio.gz");
  }

  @Test
  void looksIntoStoredMembersOfUnknownSize() throws IOException {
    visit("x.zip", StoredZip.of("eicar.txt", text(EICAR), "more.txt", text("hello")));
    assertThat(leftOut).isEmpty();
    assertThat(members)
        .containsExactly(
            Map.entry("x.zip!/eicar.txt", EICAR), Map.entry("x.zip!/more.txt", "hello"));
  }

  @Test
  void aStoredMemberOfUnknownSizeTakesNoMoreMemoryThanItMay() throws IOException {
    visit("x.zip", StoredZip.of("large", new byte[9 << 20], "more.txt", text("hello")));
    assertThat(codes()).containsExactly("limit.archive-memory x.zip");
    assertThat(leftOut.getFirst().message()).contains("up to 8388608 bytes");
  }

  @Test
  void saysHowDeepItLooked() throws IOException {
    byte[] inner = zip("eicar.txt", text(EICAR));
    byte[] middle = zip("inner.zip", inner, "beside.txt", text("b"));
    visit(new ArchiveLimits(2, 10, 1 << 20, 10, 1 << 20), "o.zip", zip("m.zip", middle));
    assertThat(codes()).containsExactly("limit.archive-depth o.zip!/m.zip!/inner.zip");
    // The archive itself is still shown.
    assertThat(members).containsKeys("o.zip!/m.zip!/inner.zip", "o.zip!/m.zip!/beside.txt");
  }

  @Test
  void stopsAtTooManyMembersAndSaysSoOnce() throws IOException {
    byte[] inner = zip("1", text("1"), "2", text("2"), "3", text("3"));
    visit(
        new ArchiveLimits(8, 3, 1 << 20, 10, 1 << 20), "o.zip", zip("i.zip", inner, "4", text("")));
    assertThat(codes()).containsExactly("limit.archive-members o.zip!/i.zip");
    assertThat(members).hasSize(2);
  }

  @Test
  void stopsAtABombByItsRatioAndByItsBytes() throws Exception {
    byte[] zeros = compressed("gz", new byte[64 << 20]);
    visit(new ArchiveLimits(8, 10, 1L << 32, 10, 1 << 20), "b.gz", zeros);
    assertThat(codes()).containsExactly("limit.archive-ratio b.gz");
    visit(new ArchiveLimits(8, 10, 1 << 20, 250, 1 << 20), "b.gz", zeros);
    assertThat(codes()).containsExactly("limit.archive-bytes b.gz");
    visit(ArchiveLimits.DEFAULT, "b.zip", zip("b.gz", zeros));
    assertThat(codes()).containsExactly("limit.archive-ratio b.zip!/b.gz");
  }

  @Test
  void encryptedMembersAreNotLookedInto() throws IOException {
    byte[] zip = zip("secret.txt", text(EICAR), "open.txt", text("hello"));
    zip[6] |= 1; // The first member's general purpose flag: encrypted.
    visit("x.zip", zip);
    assertThat(codes()).contains("archive.encrypted x.zip!/secret.txt");
    assertThat(members).doesNotContainKey("x.zip!/secret.txt");
    visit("x.7z", sevenZip("password", "eicar.txt", text(EICAR)));
    assertThat(codes()).containsExactly("archive.encrypted x.7z");
    assertThat(members.values()).doesNotContain(EICAR);
  }

  @Test
  void damageIsToldAndTheRestIsLookedAt() throws Exception {
    byte[] tar = compressed("gz", new TarWriter().file("a", "1".repeat(9999)).bytes());
    byte[] cut = Arrays.copyOf(tar, tar.length - 12);
    visit("o.zip", zip("cut.tar.gz", cut, "after.txt", text("seen")));
    assertThat(codes()).hasSize(1);
    assertThat(codes().getFirst()).startsWith("archive.damaged o.zip!/cut.tar.gz");
    assertThat(members).containsEntry("o.zip!/after.txt", "seen");
  }

  @Test
  void aNameOfTwoGigabytesTakesNoMemory() throws IOException {
    ByteArrayOutputStream tar = new ByteArrayOutputStream();
    byte[] longName = TarWriter.header("././@LongLink", 2_000_000_000L);
    longName[156] = 'L';
    int sum = 8 * ' ';
    Arrays.fill(longName, 148, 156, (byte) 0);
    for (byte b : longName) {
      sum += b & 0xff;
    }
    byte[] octal =
        String.format(java.util.Locale.ROOT, "%06o\0 ", sum).getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(octal, 0, longName, 148, 8);
    tar.write(longName);
    tar.write(new byte[8 << 20]);
    visit("x.tar", tar.toByteArray());
    assertThat(codes()).containsExactly("archive.damaged x.tar");
    assertThat(leftOut.getFirst().message()).contains("header of a member");
  }

  @Test
  void whatTheVisitorThrowsIsItsOwn() {
    assertThatThrownBy(
            () ->
                new ArchiveMembers(ArchiveLimits.DEFAULT)
                    .visit(
                        "x.zip",
                        FileKind.ZIP,
                        100,
                        () -> new ByteArrayInputStream(zip("a", text("b"))),
                        (member, content) -> {
                          throw new IOException("mine");
                        }))
        .hasMessage("mine");
  }

  @Test
  void bytesThatCanNotBeHadAreNoDamage() {
    assertThatThrownBy(
            () ->
                new ArchiveMembers(ArchiveLimits.DEFAULT)
                    .visit(
                        "x.zip",
                        FileKind.ZIP,
                        100,
                        () ->
                            new java.io.InputStream() {
                              @Override
                              public int read() throws IOException {
                                throw new IOException("the layer was closed");
                              }

                              @Override
                              public int read(byte[] bytes, int offset, int length)
                                  throws IOException {
                                throw new IOException("the layer was closed");
                              }
                            },
                        (member, content) -> {}))
        .hasMessage("the layer was closed");
  }

  @Test
  void anythingCutAnywhereIsNeverAFailure() throws Exception {
    byte[] tar = new TarWriter().file("a/b", EICAR).file("c", "d".repeat(3000)).bytes();
    List<byte[]> whole =
        List.of(
            zip("t.tar", tar, "e", text("e")),
            tar,
            compressed("xz", tar),
            compressed("bzip2", tar),
            compressed("zstd", tar),
            ar("a.tar", tar),
            CraftedRpm.of(compressed("gz", CraftedRpm.cpio("./x", tar))),
            StoredZip.of("t.tar", tar, "e", text("e")),
            sevenZip(null, "a.tar", tar));
    java.util.Random random = new java.util.Random(7);
    for (byte[] archive : whole) {
      for (int i = 0; i < 200; i++) {
        byte[] bad = Arrays.copyOf(archive, random.nextInt(archive.length) + 1);
        for (int j = random.nextInt(4); j > 0; j--) {
          bad[random.nextInt(bad.length)] = (byte) random.nextInt();
        }
        visit("x", bad);
      }
    }
  }

  private void visit(String path, byte[] bytes) throws IOException {
    visit(ArchiveLimits.DEFAULT, path, bytes);
  }

  private void visit(ArchiveLimits limits, String path, byte[] bytes) throws IOException {
    members.clear();
    leftOut =
        new ArchiveMembers(limits)
            .visit(
                path,
                FileKind.of(bytes, Math.min(bytes.length, FileKind.HEAD)),
                bytes.length,
                () -> new ByteArrayInputStream(bytes),
                (member, content) ->
                    members.put(
                        member.path(), new String(content.readAllBytes(), StandardCharsets.UTF_8)));
  }

  private List<String> codes() {
    return leftOut.stream().map(l -> l.code() + " " + l.path()).toList();
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] zip(Object... namesAndContents) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipArchiveOutputStream zip = new ZipArchiveOutputStream(bytes)) {
      for (int i = 0; i < namesAndContents.length; i += 2) {
        zip.putArchiveEntry(new ZipArchiveEntry((String) namesAndContents[i]));
        zip.write((byte[]) namesAndContents[i + 1]);
        zip.closeArchiveEntry();
      }
    }
    return bytes.toByteArray();
  }

  private static byte[] ar(Object... namesAndContents) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ArArchiveOutputStream ar = new ArArchiveOutputStream(bytes)) {
      for (int i = 0; i < namesAndContents.length; i += 2) {
        byte[] content = (byte[]) namesAndContents[i + 1];
        ar.putArchiveEntry(new ArArchiveEntry((String) namesAndContents[i], content.length));
        ar.write(content);
        ar.closeArchiveEntry();
      }
    }
    return bytes.toByteArray();
  }

  private static byte[] sevenZip(String password, String name, byte[] content) throws IOException {
    try (SeekableInMemoryByteChannel channel = new SeekableInMemoryByteChannel()) {
      try (SevenZOutputFile archive =
          password == null
              ? new SevenZOutputFile(channel)
              : new SevenZOutputFile(channel, password.toCharArray())) {
        SevenZArchiveEntry entry = new SevenZArchiveEntry();
        entry.setName(name);
        archive.putArchiveEntry(entry);
        archive.write(content);
        archive.closeArchiveEntry();
      }
      return Arrays.copyOf(channel.array(), (int) channel.size());
    }
  }

  private static byte[] compressed(String compressor, byte[] bytes)
      throws IOException, CompressorException {
    ByteArrayOutputStream compressed = new ByteArrayOutputStream();
    try (OutputStream out =
        new CompressorStreamFactory().createCompressorOutputStream(compressor, compressed)) {
      out.write(bytes);
    }
    return compressed.toByteArray();
  }
}
