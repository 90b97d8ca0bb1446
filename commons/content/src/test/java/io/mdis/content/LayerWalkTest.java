package io.mdis.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mdis.fixtures.TarWriter;
import io.mdis.image.layer.Layer;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class LayerWalkTest {
  @TempDir Path directory;

  @Test
  void showsEachFileOnceInTheOrderOfTheTar() throws IOException {
    TarWriter tar =
        new TarWriter()
            .folder("z")
            .file("z/script", "#!/bin/sh\n")
            .file("empty", "")
            .hardLink("link", "z/script")
            .link("symlink", "z/script")
            .file(".wh.gone", "")
            .file("a", "text");
    List<String> seen = new ArrayList<>();
    try (Layer layer = Layers.of(directory, tar.bytes())) {
      new LayerWalk(1).run(layer, file -> seen.add(file.entry().path() + " " + file.kind()));
    }
    assertThat(seen).containsExactly("z/script SCRIPT", "empty EMPTY", "a TEXT");
  }

  @Test
  void threadsShareTheFiles() throws IOException {
    TarWriter tar = new TarWriter();
    for (int i = 0; i < 500; i++) {
      tar.file("f" + i, "content " + i);
    }
    Set<String> seen = Collections.synchronizedSet(new HashSet<>());
    try (Layer layer = Layers.of(directory, tar.bytes())) {
      new LayerWalk(4)
          .run(
              layer,
              entry -> !entry.path().equals("f7"),
              file -> file.kind() == FileKind.TEXT && file.head()[8] != '9',
              file -> {
                try (InputStream in = file.open();
                    InputStream again = file.open()) {
                  assertThat(in.readAllBytes()).isEqualTo(again.readAllBytes());
                }
                assertThat(seen.add(file.entry().path())).isTrue();
              });
    }
    assertThat(seen).hasSize(500 - 1 - 11).doesNotContain("f7", "f9", "f99").contains("f499");
  }

  @Test
  void groupsAreBoundedAndLargeFilesComeFirstAndAlone() throws IOException {
    TarWriter tar = new TarWriter();
    int[] sizes = {10, 0, 60, 40, 30, 30, 10, 70, 10, 10, 10, 10};
    for (int i = 0; i < sizes.length; i++) {
      tar.file("f" + i, "x".repeat(sizes[i]));
    }
    List<String> groups = new ArrayList<>();
    try (Layer layer = Layers.of(directory, tar.bytes())) {
      new LayerWalk(1)
          .run(
              layer,
              new GroupBounds(4, 100),
              files ->
                  groups.add(
                      files.stream()
                          .map(file -> file.entry().path())
                          .collect(Collectors.joining(" "))));
    }
    assertThat(groups).containsExactly("f7", "f2", "f0 f3 f4", "f5 f6 f8 f9", "f10 f11");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void theFirstFailureEndsAll(int threads) throws IOException {
    TarWriter tar = new TarWriter();
    for (int i = 0; i < 200; i++) {
      tar.file("f" + i, "x");
    }
    AtomicInteger seen = new AtomicInteger();
    try (Layer layer = Layers.of(directory, tar.bytes())) {
      assertThatThrownBy(
              () ->
                  new LayerWalk(threads)
                      .run(
                          layer,
                          file -> {
                            if (seen.incrementAndGet() == 5) {
                              throw new IOException("broken");
                            }
                            if (threads > 1) {
                              sleep(file.entry().path().equals("f0") ? Long.MAX_VALUE : 1);
                            }
                          }))
          .hasMessage("broken");
    }
    assertThat(seen.get()).isLessThan(200);
  }

  @Test
  void anInterruptEndsAll() throws Exception {
    TarWriter tar = new TarWriter().file("a", "x").file("b", "x").file("c", "x");
    CountDownLatch begun = new CountDownLatch(2);
    AtomicReference<Throwable> thrown = new AtomicReference<>();
    AtomicReference<Boolean> flag = new AtomicReference<>();
    try (Layer layer = Layers.of(directory, tar.bytes())) {
      Thread caller =
          Thread.ofPlatform()
              .start(
                  () -> {
                    try {
                      new LayerWalk(2)
                          .run(
                              layer,
                              file -> {
                                begun.countDown();
                                sleep(Long.MAX_VALUE);
                              });
                    } catch (IOException e) {
                      thrown.set(e);
                    }
                    flag.set(Thread.currentThread().isInterrupted());
                  });
      begun.await();
      caller.interrupt();
      caller.join();
    }
    assertThat(thrown.get()).isInstanceOf(InterruptedIOException.class);
    assertThat(flag.get()).isTrue();
  }

  private static void sleep(long millis) throws IOException {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      InterruptedIOException stopped = new InterruptedIOException("stopped");
      stopped.initCause(e);
      throw stopped;
    }
  }
}
