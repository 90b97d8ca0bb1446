package io.mdis.image.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mdis.contracts.Digest;
import io.mdis.contracts.LayerDescriptor;
import io.mdis.image.ImageException;
import io.mdis.image.ImageProblem;
import io.mdis.image.LayerBlob;
import io.mdis.image.tar.TestTar;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostileLayerTest {
  private static final Digest OTHER = Digest.sha256("0".repeat(64));
  private static final byte[] TAR = new TestTar().file("f", "x".repeat(5000)).bytes();

  @TempDir Path directory;

  @Test
  void wrongDigestsAreNeverStored() throws IOException {
    byte[] gzip = TestBlobs.gzip(TAR);
    Digest tar = TestBlobs.digest(TAR);
    refused(TestBlobs.of(gzip, OTHER, tar), ImageProblem.DIGEST_MISMATCH);
    refused(TestBlobs.of(gzip, TestBlobs.digest(gzip), OTHER), ImageProblem.DIFF_ID_MISMATCH);
    refused(TestBlobs.of(TAR, OTHER, tar), ImageProblem.DIGEST_MISMATCH);
    refused(TestBlobs.of(TAR, tar, OTHER), ImageProblem.DIFF_ID_MISMATCH);
    refused(TestBlobs.of(TAR, OTHER, null), ImageProblem.DIGEST_MISMATCH);
    refused(TestBlobs.of(TAR, OTHER, OTHER), ImageProblem.DIGEST_MISMATCH);
  }

  @Test
  void truncatedBlobs() throws IOException {
    byte[] gzip = TestBlobs.gzip(TAR);
    for (byte[] whole : List.of(gzip, TAR)) {
      LayerBlob blob = TestBlobs.of(whole, TestBlobs.digest(whole), TestBlobs.digest(TAR));
      for (int length : List.of(0, 1, 15, whole.length / 2, whole.length - 1)) {
        byte[] part = Arrays.copyOf(whole, length);
        refused(
            new LayerBlob(blob.descriptor(), () -> new ByteArrayInputStream(part)),
            ImageProblem.TRUNCATED);
      }
    }
    byte[] half = Arrays.copyOf(gzip, gzip.length / 2);
    refused(TestBlobs.of(half, TestBlobs.digest(half), null), ImageProblem.TRUNCATED);
    byte[] cut = Arrays.copyOf(TAR, 600);
    refused(TestBlobs.gzipped(cut), ImageProblem.TRUNCATED);
  }

  @Test
  void changedAndLongerBlobs() throws IOException {
    byte[] gzip = TestBlobs.gzip(TAR);
    LayerBlob blob = TestBlobs.of(gzip, TestBlobs.digest(gzip), TestBlobs.digest(TAR));
    for (int at : List.of(0, 3, 12, gzip.length / 2, gzip.length - 3)) {
      byte[] changed = gzip.clone();
      changed[at] ^= 0x15;
      refused(
          new LayerBlob(blob.descriptor(), () -> new ByteArrayInputStream(changed)),
          ImageProblem.DIGEST_MISMATCH);
    }
    byte[] longer = Arrays.copyOf(gzip, gzip.length + 1);
    refused(
        new LayerBlob(blob.descriptor(), () -> new ByteArrayInputStream(longer)),
        ImageProblem.DIGEST_MISMATCH);
  }

  @Test
  void rubbish() throws IOException {
    byte[] text = "no tar at all, ".repeat(100).getBytes(java.nio.charset.StandardCharsets.UTF_8);
    refused(TestBlobs.plain(text), ImageProblem.MALFORMED_LAYER);
    refused(TestBlobs.gzipped(text), ImageProblem.MALFORMED_LAYER);
    byte[] gzip = TestBlobs.gzip(TAR);
    byte[] tail = Arrays.copyOf(gzip, gzip.length + 20);
    refused(
        TestBlobs.of(tail, TestBlobs.digest(tail), TestBlobs.digest(TAR)),
        ImageProblem.MALFORMED_LAYER);
  }

  @Test
  void aFailingSourceIsNamed() throws IOException {
    InputStream failing =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new IOException("connection reset");
          }

          @Override
          public int read(byte[] bytes, int offset, int length) throws IOException {
            throw new IOException("connection reset");
          }
        };
    LayerBlob good = TestBlobs.gzipped(TAR);
    InputStream broken =
        new SequenceInputStream(new ByteArrayInputStream(TestBlobs.gzip(TAR), 0, 20), failing);
    refused(new LayerBlob(good.descriptor(), () -> broken), ImageProblem.UNAVAILABLE);
  }

  @Test
  void tenGigabytesOfZerosStopEarly() throws IOException {
    LayerBlob bomb = bomb(10L << 30);
    LayerLimits ratio = LayerLimits.DEFAULT;
    refused(bomb, ratio, ImageProblem.LAYER_RATIO);
    LayerLimits bytes = new LayerLimits(200L << 20, 5000, 1000, 512, 1 << 20);
    refused(bomb, bytes, ImageProblem.LAYER_BYTES);
  }

  @Test
  void deepAndLongPaths() throws IOException {
    refused(
        TestBlobs.gzipped(new TestTar().file("d/".repeat(600) + "f", "x").bytes()),
        ImageProblem.PATH_DEPTH);
    refused(
        TestBlobs.gzipped(new TestTar().file("n".repeat(5000), "x").bytes()),
        ImageProblem.PATH_DEPTH);
    LayerBlob fits = TestBlobs.gzipped(new TestTar().file("d/".repeat(511) + "f", "x").bytes());
    try (Layer layer = store(LayerLimits.DEFAULT).acquire(fits)) {
      assertThat(layer.find("d/".repeat(511) + "f")).isPresent();
    }
  }

  @Test
  void namesThatWantOutStayInside() throws IOException {
    byte[] tar =
        new TestTar().file("../../x", "x").file("/abs", "a").file("a/../../b/./c", "c").bytes();
    try (Layer layer = store(LayerLimits.DEFAULT).acquire(TestBlobs.gzipped(tar))) {
      assertThat(layer.find("x")).isPresent();
      assertThat(layer.find("abs")).isPresent();
      assertThat(layer.find("b/c")).isPresent();
    }
    try (var files = Files.list(directory)) {
      assertThat(files.map(f -> f.getFileName().toString()))
          .allMatch(name -> name.matches("[0-9a-f]{64}\\.(tar|idx|digests)|store\\.lock"));
    }
  }

  @Test
  void aMillionEntries() throws IOException {
    int million = 1_000_000;
    byte[] stored = entries(million);
    LayerBlob blob = TestBlobs.of(stored, TestBlobs.digest(stored), null);
    LayerLimits fewer = new LayerLimits(20L << 30, 1000, million - 1, 512, 320 << 20);
    refused(blob, fewer, ImageProblem.LAYER_ENTRIES);
    LayerLimits smallIndex = new LayerLimits(20L << 30, 1000, million, 512, 10 << 20);
    refused(blob, smallIndex, ImageProblem.LAYER_ENTRIES);
    LayerLimits enough = new LayerLimits(20L << 30, 1000, million, 512, 320 << 20);
    try (Layer layer = store(enough).acquire(blob)) {
      assertThat(layer.entryCount()).isEqualTo(million);
      assertThat(layer.find("d/777777")).isPresent();
      assertThat(layer.find("d/1000000")).isEmpty();
    }
  }

  private LayerStore store(LayerLimits limits) throws IOException {
    return new LayerStore(directory, 1L << 40, limits);
  }

  private void refused(LayerBlob blob, ImageProblem problem) throws IOException {
    refused(blob, LayerLimits.DEFAULT, problem);
  }

  private void refused(LayerBlob blob, LayerLimits limits, ImageProblem problem)
      throws IOException {
    LayerStore store = store(limits);
    assertThatThrownBy(() -> store.acquire(blob))
        .isInstanceOfSatisfying(
            ImageException.class, e -> assertThat(e.problem()).as(e.toString()).isEqualTo(problem))
        .hasMessageContaining(blob.descriptor().digest().toString());
    try (var files = Files.list(directory)) {
      assertThat(files.map(f -> f.getFileName().toString())).containsOnly("store.lock");
    }
  }

  private static LayerBlob bomb(long size) throws IOException {
    int member = 64 << 20;
    byte[] header = TestBlobs.gzip(TestTar.header("zeros", '0', "", size));
    ByteArrayOutputStream zeros = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(zeros)) {
      for (int i = 0; i < member >> 20; i++) {
        gzip.write(new byte[1 << 20]);
      }
    }
    byte[] one = zeros.toByteArray();
    long members = size / member;
    LayerDescriptor descriptor =
        new LayerDescriptor(OTHER, null, "tar+gzip", header.length + members * one.length);
    return new LayerBlob(
        descriptor,
        () ->
            new SequenceInputStream(
                new ByteArrayInputStream(header),
                new SequenceInputStream(
                    Collections.enumeration(
                        Collections.nCopies((int) members, one).stream()
                            .map(ByteArrayInputStream::new)
                            .toList()))));
  }

  private static byte[] entries(int count) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] header = TestTar.header("d/" + "0".repeat(7), '0', "", 0);
    try (GZIPOutputStream gzip = new GZIPOutputStream(out, 1 << 16)) {
      for (int i = 0; i < count; i++) {
        TestTar.put(header, 2, 7, i + "\0");
        gzip.write(TestTar.checksum(header));
      }
    }
    return out.toByteArray();
  }
}
