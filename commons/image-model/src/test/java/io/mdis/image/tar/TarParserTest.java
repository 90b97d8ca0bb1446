package io.mdis.image.tar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mdis.image.ImageProblem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TarParserTest {

  @Test
  void readsTheSameInPiecesOfAnySize() throws IOException {
    byte[] tar =
        new TestTar()
            .dir("d/")
            .file("d/" + "n".repeat(200), "x".repeat(1000))
            .pax("path", "päx", "size", "3")
            .raw(TestTar.header("short", '0', "", 0), new byte[3])
            .hardLink("h", "d/" + "t".repeat(300))
            .bytes();
    List<TarEntry> whole = parse(tar, tar.length);
    assertThat(whole).hasSize(4);
    for (int size : List.of(1, 7, 511, 512, 513, 1000)) {
      assertThat(parse(tar, size)).isEqualTo(whole);
    }
    for (TarEntry entry : whole) {
      assertThat(entry.offset() % 512).isZero();
    }
    assertThat(whole.get(1).name()).endsWith("n".repeat(200));
    assertThat(whole.get(2).name()).isEqualTo("päx");
    assertThat(whole.get(2).size()).isEqualTo(3);
    assertThat(whole.get(3).link()).hasSize(302);
    assertThat(new String(tar, (int) whole.get(1).offset(), 1000, StandardCharsets.UTF_8))
        .isEqualTo("x".repeat(1000));
  }

  @Test
  void paxFieldsOverrideAndGlobalOnesDont() throws IOException {
    byte[] tar =
        new TestTar()
            .extension('g', "path", "global", "comment", "c")
            .pax("mtime", "-1.5", "uid", "3000000", "gid", "4000000", "linkpath", "to")
            .symlink("l", "from")
            .file("plain", "")
            .bytes();
    List<TarEntry> entries = parse(tar, tar.length);
    TarEntry link = entries.getFirst();
    assertThat(List.of(link.mtime(), link.uid(), link.gid()))
        .containsExactly(-2L, 3_000_000L, 4_000_000L);
    assertThat(link.link()).isEqualTo("to");
    assertThat(entries.getLast().name()).isEqualTo("plain");
    assertThat(entries.getLast().uid()).isEqualTo(10);
  }

  @Test
  void prefixAndOldFormatsAndBinaryNumbers() throws IOException {
    byte[] ustar = TestTar.header("name", '0', "", 0);
    TestTar.put(ustar, 345, 155, "some/prefix");
    byte[] v7 = TestTar.header("olddir/", '\0', "", 0);
    Arrays.fill(v7, 257, 265, (byte) 0);
    byte[] big = TestTar.header("big", '0', "", 0);
    Arrays.fill(big, 109, 116, (byte) 0);
    big[108] = (byte) 0x80;
    big[115] = 5;
    Arrays.fill(big, 136, 148, (byte) 0xff);
    byte[] tar =
        new TestTar()
            .raw(TestTar.checksum(ustar))
            .raw(TestTar.checksum(v7))
            .raw(TestTar.checksum(big))
            .bytes();
    List<TarEntry> entries = parse(tar, 100);
    assertThat(entries)
        .extracting(TarEntry::name)
        .containsExactly("some/prefix/name", "olddir/", "big");
    assertThat(entries.get(1).type()).isEqualTo(TarEntry.Type.DIRECTORY);
    assertThat(entries.get(2).uid()).isEqualTo(5);
    assertThat(entries.get(2).mtime()).isEqualTo(-1);
  }

  @Test
  void sparseFilesAreMarkedAndSkippedRightly() throws IOException {
    byte[] old = TestTar.header("old", 'S', "", 600);
    old[482] = 1;
    byte[] map = new byte[512];
    map[504] = 1;
    byte[] tar =
        new TestTar()
            .raw(TestTar.checksum(old), map, new byte[512], new byte[600])
            .pax("GNU.sparse.major", "1", "GNU.sparse.name", "real", "GNU.sparse.realsize", "9000")
            .file("GNUSparseFile.0/real", "1\n0\n1\n")
            .file("after", "a")
            .bytes();
    List<TarEntry> entries = parse(tar, 300);
    assertThat(entries).extracting(TarEntry::name).containsExactly("old", "real", "after");
    assertThat(entries).extracting(TarEntry::sparse).containsExactly(true, true, false);
    assertThat(entries.getFirst().offset()).isEqualTo(1536);
  }

  @Test
  void linksAndDevicesHaveNoContentWhateverTheirSize() throws IOException {
    TestTar tar = new TestTar();
    for (char type : "123456".toCharArray()) {
      tar.raw(TestTar.header("n" + type, type, "t", 512));
    }
    List<TarEntry> entries = parse(tar.file("end", "").bytes(), 512);
    assertThat(entries).hasSize(7).extracting(TarEntry::size).containsOnly(0L);
  }

  @Test
  void namesThatAreNotUtf8StayApart() throws IOException {
    byte[] header = TestTar.header("x", '0', "", 0);
    header[0] = (byte) 0xe9;
    byte[] tar = new TestTar().raw(TestTar.checksum(header)).bytes();
    assertThat(parse(tar, 512).getFirst().name()).isEqualTo("é");
  }

  @Test
  void refusesWhatItCantRead() {
    byte[] good = new TestTar().file("f", "x").bytes();
    byte[] changed = good.clone();
    changed[5] = 'y';
    refused(changed, ImageProblem.MALFORMED_LAYER);
    byte[] number = TestTar.header("f", '0', "", 0);
    number[124] = 'z';
    refused(new TestTar().raw(TestTar.checksum(number)).bytes(), ImageProblem.MALFORMED_LAYER);
    byte[] negative = TestTar.header("f", '0', "", 0);
    Arrays.fill(negative, 124, 136, (byte) 0xff);
    refused(new TestTar().raw(TestTar.checksum(negative)).bytes(), ImageProblem.MALFORMED_LAYER);
    for (char type : "xLK".toCharArray()) {
      refused(
          new TestTar().raw(TestTar.header("h", type, "", 1 << 21)).bytes(),
          ImageProblem.MALFORMED_LAYER);
    }
    for (String broken : List.of("99 a=b\n", "a=b\n", "5 ab\n", "3 =", "4 =\n", "-1 a=b\n")) {
      byte[] bytes = broken.getBytes(StandardCharsets.UTF_8);
      refused(
          new TestTar()
              .raw(TestTar.header("h", 'x', "", bytes.length), bytes)
              .file("f", "")
              .bytes(),
          ImageProblem.MALFORMED_LAYER);
    }
    refused(new TestTar().pax("size", "-5").file("f", "").bytes(), ImageProblem.MALFORMED_LAYER);
    refused(new TestTar().raw(new byte[512]).file("f", "").bytes(), ImageProblem.MALFORMED_LAYER);
    refused(new byte[0], ImageProblem.TRUNCATED);
    refused(new TestTar().pax("path", "p").open(), ImageProblem.TRUNCATED);
  }

  @Test
  void everyCutIsNoticed() throws IOException {
    byte[] tar = new TestTar().file("f", "x".repeat(700)).pax("path", "p").file("g", "y").open();
    int wholeFirst = 512 + 1024;
    for (int length = 1; length < tar.length - 511; length++) {
      boolean boundary = length >= 512 + 700 && length <= wholeFirst;
      if (!boundary) {
        refused(Arrays.copyOf(tar, length), ImageProblem.TRUNCATED);
      }
    }
    assertThat(parse(Arrays.copyOf(tar, wholeFirst), 512)).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          a/b, a/b
          /a, a
          ./a/, a
          a//b, a/b
          ../x, x
          a/../../b, b
          ./, ''
          .., ''
          ..., ...
          a/..b/.c, a/..b/.c
          """)
  void cleansNames(String name, String clean) {
    assertThat(TarPath.clean(name)).isEqualTo(clean);
  }

  private static void refused(byte[] tar, ImageProblem problem) {
    assertThatThrownBy(() -> parse(tar, 512))
        .isInstanceOfSatisfying(
            TarException.class, e -> assertThat(e.problem()).as(e.getMessage()).isEqualTo(problem));
  }

  private static List<TarEntry> parse(byte[] tar, int piece) throws IOException {
    List<TarEntry> entries = new ArrayList<>();
    TarParser parser = new TarParser(TarLimits.DEFAULT, entries::add);
    for (int at = 0; at < tar.length; at += piece) {
      parser.feed(tar, at, Math.min(piece, tar.length - at));
    }
    parser.end();
    return entries;
  }
}
