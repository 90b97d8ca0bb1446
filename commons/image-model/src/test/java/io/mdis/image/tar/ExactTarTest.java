package io.mdis.image.tar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the parser keeps byte for byte when asked to. */
class ExactTarTest {
  private static final byte[] NAME = {'b', 'a', 'd', (byte) 0xff, (byte) 0x80};

  @Test
  void namesThatAreNoTextStayWhatTheyAre() throws IOException {
    byte[] header = TestTar.header("x", '2', "y", 0);
    System.arraycopy(NAME, 0, header, 0, NAME.length);
    System.arraycopy(NAME, 0, header, 157, NAME.length);
    Read read = read(new TestTar().raw(TestTar.checksum(header)).bytes());
    assertThat(read.details.getFirst().name()).isEqualTo(ByteString.of(NAME));
    assertThat(read.details.getFirst().link()).isEqualTo(ByteString.of(NAME));
    assertThat(read.details.getFirst().name()).hasToString("bad\\xff\\x80");
  }

  @Test
  void attributesAreBytes() throws IOException {
    ByteArrayOutputStream pax = new ByteArrayOutputStream();
    pax.writeBytes("40 SCHILY.xattr.security.capability=".getBytes(StandardCharsets.US_ASCII));
    pax.writeBytes(new byte[] {(byte) 0xc0, 0, 10});
    pax.writeBytes("\n24 SCHILY.xattr.user.a=\n".getBytes(StandardCharsets.US_ASCII));
    byte[] records = pax.toByteArray();
    Read read =
        read(
            new TestTar()
                .raw(TestTar.header("PaxHeaders/x", 'x', "", records.length), records)
                .file("f", "f")
                .bytes());
    assertThat(read.details.getFirst().xattrs())
        .containsOnlyKeys(ByteString.utf8("security.capability"))
        .containsValue(ByteString.of(new byte[] {(byte) 0xc0, 0, 10}));
  }

  @Test
  void contentComesInWholeHoweverItIsFed() throws IOException {
    byte[] tar = new TestTar().file("a", "x".repeat(1000)).dir("d").file("b", "yz").bytes();
    for (int piece : new int[] {1, 7, 512, 513, tar.length}) {
      Read read = new Read();
      TarParser parser = new TarParser(TarLimits.DEFAULT, read);
      for (int at = 0; at < tar.length; at += piece) {
        parser.feed(tar, at, Math.min(piece, tar.length - at));
      }
      parser.end();
      assertThat(read.contents.get(0)).hasToString("x".repeat(1000));
      assertThat(read.contents.get(1)).hasToString("");
      assertThat(read.contents.get(2)).hasToString("yz");
    }
  }

  @Test
  void sparseFilesExpandFromEveryFormat() throws IOException {
    String expanded = "\0\0ab\0\0\0cd\0";
    TestTar repeated =
        new TestTar()
            .pax(
                "GNU.sparse.size",
                "10",
                "GNU.sparse.numblocks",
                "2",
                "GNU.sparse.offset",
                "2",
                "GNU.sparse.numbytes",
                "2",
                "GNU.sparse.offset",
                "7",
                "GNU.sparse.numbytes",
                "2");
    assertThat(expand(repeated.file("s", "abcd"))).isEqualTo(expanded);
    TestTar map = new TestTar().pax("GNU.sparse.size", "10", "GNU.sparse.map", "2,2,7,2");
    assertThat(expand(map.file("s", "abcd"))).isEqualTo(expanded);
    String list = "2\n2\n2\n7\n2\n";
    TestTar inContent =
        new TestTar()
            .pax(
                "GNU.sparse.major",
                "1",
                "GNU.sparse.minor",
                "0",
                "GNU.sparse.realsize",
                "10",
                "GNU.sparse.name",
                "s");
    assertThat(expand(inContent.file("x", list + "\0".repeat(512 - list.length()) + "abcd")))
        .isEqualTo(expanded);
    byte[] old = TestTar.header("s", 'S', "", 4);
    TestTar.put(old, 386, 24, "00000000002\00000000000002\0");
    TestTar.put(old, 410, 24, "00000000007\00000000000002\0");
    TestTar.put(old, 483, 12, "00000000012\0");
    byte[] stored = "abcd".getBytes(StandardCharsets.US_ASCII);
    assertThat(expand(new TestTar().raw(TestTar.checksum(old), stored))).isEqualTo(expanded);
  }

  @Test
  void brokenSparseListsAreRefused() {
    for (String map : List.of("2,9", "5,1,2,1", "1", "x,1", "1,99999999999999999999")) {
      TestTar tar = new TestTar().pax("GNU.sparse.size", "10", "GNU.sparse.map", map);
      assertThatThrownBy(() -> expand(tar.file("s", "a"))).as(map).isInstanceOf(TarException.class);
    }
  }

  private static String expand(TestTar tar) throws IOException {
    Read read = read(tar.bytes());
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    SparseContent content =
        new SparseContent(read.details.getFirst().sparse().orElseThrow(), out::write);
    for (byte b : read.contents.getFirst().toByteArray()) {
      content.write(new byte[] {b}, 0, 1);
    }
    content.end();
    return out.toString(StandardCharsets.ISO_8859_1);
  }

  private static Read read(byte[] tar) throws IOException {
    Read read = new Read();
    TarParser parser = new TarParser(TarLimits.DEFAULT, read);
    parser.feed(tar, 0, tar.length);
    parser.end();
    return read;
  }

  private static final class Read implements ExactTarSink {
    final List<TarDetail> details = new ArrayList<>();
    final List<ByteArrayOutputStream> contents = new ArrayList<>();

    @Override
    public void accept(TarEntry entry, TarDetail detail) {
      details.add(detail);
      contents.add(new ByteArrayOutputStream());
    }

    @Override
    public void content(byte[] bytes, int offset, int length) {
      contents.getLast().write(bytes, offset, length);
    }
  }
}
