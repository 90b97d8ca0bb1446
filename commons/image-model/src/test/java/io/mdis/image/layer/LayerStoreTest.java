package io.mdis.image.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.Zstd;
import io.mdis.image.ImageException;
import io.mdis.image.ImageProblem;
import io.mdis.image.LayerBlob;
import io.mdis.image.tar.TestTar;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LayerStoreTest {
  private static final long PLENTY = 1L << 30;

  @TempDir Path directory;
  private final AtomicLong now = new AtomicLong(1_000_000);

  @Test
  void findsAndReadsWhateverTheCompression() throws IOException {
    byte[] tar = sample();
    byte[] zstd = Zstd.compress(tar);
    byte[] half = TestBlobs.gzip(java.util.Arrays.copyOfRange(tar, 0, 700));
    byte[] rest = TestBlobs.gzip(java.util.Arrays.copyOfRange(tar, 700, tar.length));
    ByteArrayOutputStream members = new ByteArrayOutputStream();
    members.write(half);
    members.write(rest);
    int n = 0;
    for (byte[] stored : List.of(tar, TestBlobs.gzip(tar), zstd, members.toByteArray())) {
      LayerStore store = store(directory.resolve("s" + n++), PLENTY);
      LayerBlob blob = TestBlobs.of(stored, TestBlobs.digest(stored), TestBlobs.digest(tar));
      try (Layer layer = store.acquire(blob)) {
        assertThat(layer.diffId()).isEqualTo(TestBlobs.digest(tar));
        assertThat(layer.entryCount()).isEqualTo(4);
        LayerEntry entry = layer.find("etc/os-release").orElseThrow();
        assertThat(text(layer, entry)).isEqualTo("ID=test\n");
        assertThat(entry.uid()).isEqualTo(10);
        assertThat(entry.mtime()).isEqualTo(1_610_612_736L);
        assertThat(layer.find("etc/os")).isEmpty();
        List<String> below = new ArrayList<>();
        layer.forEachBelow("etc", e -> below.add(e.path()));
        assertThat(below).containsExactly("etc/os-release");
        assertThat(layer.find("gone"))
            .get()
            .extracting(LayerEntry::type)
            .isEqualTo(LayerEntry.Type.WHITEOUT);
      }
    }
  }

  @Test
  void keepsALayerWithoutEntries() throws IOException {
    LayerStore store = store(directory, PLENTY);
    try (Layer layer = store.acquire(TestBlobs.gzipped(new byte[1024]))) {
      assertThat(layer.entryCount()).isZero();
      assertThat(layer.find("etc")).isEmpty();
    }
  }

  @Test
  void aMissingDiffIdIsComputedAndRemembered() throws IOException {
    byte[] tar = sample();
    byte[] stored = TestBlobs.gzip(tar);
    AtomicInteger opened = new AtomicInteger();
    LayerBlob blob = counted(TestBlobs.of(stored, TestBlobs.digest(stored), null), opened);
    LayerStore store = store(directory, PLENTY);
    for (int i = 0; i < 2; i++) {
      try (Layer layer = store.acquire(blob)) {
        assertThat(layer.diffId()).isEqualTo(TestBlobs.digest(tar));
      }
    }
    LayerBlob plain = TestBlobs.of(tar, TestBlobs.digest(tar), null);
    try (Layer first = store.acquire(plain);
        Layer second = store.acquire(plain)) {
      assertThat(first.diffId()).isEqualTo(second.diffId());
    }
    assertThat(opened).hasValue(1);
  }

  @Test
  void theLastOfAPathWinsAndNamesComeOnce() throws IOException {
    byte[] tar =
        new TestTar()
            .file("a/b", "1")
            .file("a-b", "2")
            .file("a/c", "3")
            .file("./a/b", "4")
            .dir("a/")
            .bytes();
    try (Layer layer = store(directory, PLENTY).acquire(TestBlobs.plain(tar))) {
      assertThat(text(layer, layer.find("a/b").orElseThrow())).isEqualTo("4");
      assertThat(layer.entryCount()).isEqualTo(4);
      List<String> names = new ArrayList<>();
      layer.forEachName("", names::add);
      assertThat(names).containsExactly("a", "a-b");
    }
  }

  @Test
  void filesComeInTheOrderOfTheirContent() throws IOException {
    byte[] tar =
        new TestTar()
            .dir("z/")
            .file("z/1", "first")
            .file("a", "replaced")
            .file("m", "second")
            .hardLink("b", "m")
            .symlink("c", "m")
            .file("a", "third")
            .file(".wh.gone", "")
            .bytes();
    try (Layer layer = store(directory, PLENTY).acquire(TestBlobs.plain(tar))) {
      List<String> contents = new ArrayList<>();
      for (LayerEntry file : layer.filesByOffset()) {
        contents.add(file.path() + " " + text(layer, file));
      }
      assertThat(contents).containsExactly("z/1 first", "m second", "a third");
    }
  }

  @Test
  void aHardLinkKeepsTheFileThatTheTarReplacesAfterwards() throws IOException {
    byte[] tar =
        new TestTar()
            .file("a", "first")
            .hardLink("b", "a")
            .hardLink("c", "b")
            .hardLink("d", "./a")
            .file("a", "second")
            .hardLink("e", "a")
            .symlink("b-", "a")
            .file("x", "under a link")
            .hardLink("y", "x")
            .symlink("x", "/etc")
            .hardLink("z", "later")
            .file("later", "later")
            .file("once", "1")
            .hardLink("once", "once")
            .bytes();
    try (Layer layer = store(directory, PLENTY).acquire(TestBlobs.plain(tar))) {
      Map<String, String> contents = new TreeMap<>();
      for (String path : List.of("a", "b", "c", "d", "e", "y", "z", "once")) {
        contents.put(path, text(layer, layer.find(path).orElseThrow()));
      }
      assertThat(contents)
          .containsExactlyInAnyOrderEntriesOf(
              Map.of(
                  "a",
                  "second",
                  "b",
                  "first",
                  "c",
                  "first",
                  "d",
                  "first",
                  "e",
                  "second",
                  "y",
                  "under a link",
                  "z",
                  "later",
                  "once",
                  "1"));
      List<String> files = new ArrayList<>();
      for (LayerEntry file : layer.filesByOffset()) {
        files.add(text(layer, file));
      }
      assertThat(files)
          .as("each content that a path leads to, once")
          .containsExactly("first", "second", "under a link", "later", "1");
      assertThat(layer.entryCount()).isEqualTo(11);
    }
  }

  @Test
  void eightThreadsReadTheSourceOnce() throws Exception {
    AtomicInteger opened = new AtomicInteger();
    LayerBlob blob = counted(TestBlobs.gzipped(sample()), opened);
    LayerStore one = store(directory, PLENTY);
    LayerStore other = store(directory, PLENTY);
    CountDownLatch start = new CountDownLatch(1);
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      List<Future<Integer>> results = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        LayerStore store = i % 2 == 0 ? one : other;
        Callable<Integer> task =
            () -> {
              start.await();
              try (Layer layer = store.acquire(blob)) {
                return layer.entryCount();
              }
            };
        results.add(threads.submit(task));
      }
      start.countDown();
      for (Future<Integer> result : results) {
        assertThat(result.get()).isEqualTo(4);
      }
    }
    assertThat(opened).hasValue(1);
  }

  @Test
  void aRestartFindsLayersAndRemovesLeftovers() throws IOException {
    LayerBlob blob = TestBlobs.gzipped(sample());
    store(directory, PLENTY).acquire(blob).close();
    Path leftover = directory.resolve("ab".repeat(32) + ".tar.tmp");
    Files.writeString(leftover, "half");
    AtomicInteger opened = new AtomicInteger();
    try (Layer layer = store(directory, PLENTY).acquire(counted(blob, opened))) {
      assertThat(layer.find("etc")).isPresent();
    }
    assertThat(opened).hasValue(0);
    assertThat(leftover).doesNotExist();
  }

  @Test
  void aCorruptMissingOrOldIndexIsRebuiltFromTheTar() throws IOException {
    byte[] tar = sample();
    LayerBlob blob = TestBlobs.gzipped(tar);
    store(directory, PLENTY).acquire(blob).close();
    Path index = directory.resolve(TestBlobs.digest(tar).hex() + ".idx");
    byte[] good = Files.readAllBytes(index);
    AtomicInteger opened = new AtomicInteger();
    for (int position : List.of(0, 8, 12, 20, 32, good.length - 1, -1)) {
      byte[] bad = position < 0 ? new byte[0] : good.clone();
      if (position >= 0) {
        bad[position] ^= 1;
      }
      Files.write(index, bad);
      try (Layer layer = store(directory, PLENTY).acquire(counted(blob, opened))) {
        assertThat(text(layer, layer.find("etc/os-release").orElseThrow())).isEqualTo("ID=test\n");
      }
      assertThat(Files.readAllBytes(index)).isEqualTo(good);
    }
    assertThat(opened).hasValue(0);
  }

  @Test
  void aDamagedTarIsReadAgain() throws IOException {
    byte[] tar = sample();
    LayerBlob blob = TestBlobs.gzipped(tar);
    store(directory, PLENTY).acquire(blob).close();
    Files.write(directory.resolve(TestBlobs.digest(tar).hex() + ".tar"), new byte[100]);
    AtomicInteger opened = new AtomicInteger();
    try (Layer layer = store(directory, PLENTY).acquire(counted(blob, opened))) {
      assertThat(layer.entryCount()).isEqualTo(4);
    }
    assertThat(opened).hasValue(1);
  }

  @Test
  void aBadBlobDoesNotGetTheStoredLayerThatItNames() throws IOException {
    byte[] tar = sample();
    LayerStore store = store(directory, PLENTY);
    store.acquire(TestBlobs.gzipped(tar)).close();
    byte[] bad = TestBlobs.gzip(new TestTar().file("evil", "x").bytes());
    LayerBlob wrong = TestBlobs.of(bad, TestBlobs.digest(new byte[] {1}), TestBlobs.digest(tar));
    assertThatThrownBy(() -> store.acquire(wrong))
        .isInstanceOfSatisfying(
            ImageException.class,
            e -> assertThat(e.problem()).isEqualTo(ImageProblem.DIGEST_MISMATCH));
    LayerBlob other = TestBlobs.of(bad, TestBlobs.digest(bad), TestBlobs.digest(tar));
    assertThatThrownBy(() -> store.acquire(other))
        .isInstanceOfSatisfying(
            ImageException.class,
            e -> assertThat(e.problem()).isEqualTo(ImageProblem.DIFF_ID_MISMATCH));
  }

  @Test
  void anotherCompressionOfAStoredLayerIsCheckedOnceAndRemembered() throws IOException {
    byte[] tar = sample();
    byte[] zstd = Zstd.compress(tar);
    AtomicInteger opened = new AtomicInteger();
    LayerBlob second =
        counted(TestBlobs.of(zstd, TestBlobs.digest(zstd), TestBlobs.digest(tar)), opened);
    LayerStore store = store(directory, PLENTY);
    try (Layer first = store.acquire(TestBlobs.gzipped(tar));
        Layer again = store.acquire(second)) {
      assertThat(again.diffId()).isEqualTo(first.diffId());
    }
    assertThat(opened).hasValue(1);
    store.acquire(second).close();
    store(directory, PLENTY).acquire(second).close();
    assertThat(opened).hasValue(1);
  }

  @Test
  void evictsTheLeastRecentlyUsedButNothingInUse() throws IOException {
    List<LayerBlob> blobs = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      blobs.add(TestBlobs.plain(new TestTar().file("f", "x".repeat(50_000) + i).bytes()));
    }
    LayerStore store = store(directory, 120_000);
    try (Layer inUse = store.acquire(blobs.get(0))) {
      store.acquire(blobs.get(1)).close();
      store.acquire(blobs.get(2)).close();
      assertThat(present(blobs)).containsExactly(true, false, true, false);
      store.acquire(blobs.get(3)).close();
      assertThat(present(blobs)).containsExactly(true, false, false, true);
      assertThat(text(inUse, inUse.find("f").orElseThrow())).hasSize(50_001);
    }
    try (Layer used = store.acquire(blobs.get(3));
        Layer again = store.acquire(blobs.get(0))) {
      store.acquire(blobs.get(1)).close();
      assertThat(used.entryCount() + again.entryCount()).isEqualTo(2);
      assertThat(present(blobs)).containsExactly(true, true, false, true);
    }
    store(directory, 60_000);
    assertThat(present(blobs)).containsExactly(false, true, false, false);
  }

  @Test
  void aClosedLayerFailsCleanly() throws IOException {
    Layer layer = store(directory, PLENTY).acquire(TestBlobs.gzipped(sample()));
    InputStream open = layer.open(layer.find("etc/os-release").orElseThrow());
    layer.close();
    layer.close();
    assertThatThrownBy(open::readAllBytes).isInstanceOf(IOException.class);
  }

  private List<Boolean> present(List<LayerBlob> blobs) {
    return blobs.stream()
        .map(blob -> directory.resolve(blob.descriptor().diffId().hex() + ".tar"))
        .map(file -> Files.exists(file))
        .toList();
  }

  private LayerStore store(Path folder, long maxBytes) throws IOException {
    return new LayerStore(
        folder, maxBytes, LayerLimits.DEFAULT, () -> Instant.ofEpochSecond(now.incrementAndGet()));
  }

  private static LayerBlob counted(LayerBlob blob, AtomicInteger opened) {
    return new LayerBlob(
        blob.descriptor(),
        () -> {
          opened.incrementAndGet();
          return blob.content().open();
        });
  }

  private static byte[] sample() {
    return new TestTar()
        .dir("./etc/")
        .file("./etc/os-release", "ID=test\n")
        .symlink("./bin", "usr/bin")
        .file("./.wh.gone", "")
        .bytes();
  }

  private static String text(Layer layer, LayerEntry entry) throws IOException {
    try (InputStream in = layer.open(entry)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
