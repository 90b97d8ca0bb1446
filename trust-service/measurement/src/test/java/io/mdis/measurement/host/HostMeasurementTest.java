package io.mdis.measurement.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.mdis.image.tar.ByteString;
import io.mdis.measurement.MeasurementException;
import io.mdis.measurement.MeasurementProblem;
import io.mdis.measurement.posix.FileStatus;
import io.mdis.measurement.posix.OpenFile;
import io.mdis.measurement.tar.MeasurementLimits;
import io.mdis.measurement.tar.TarMeasure;
import io.mdis.measurement.tar.TarMeasurement;
import io.mdis.measurement.tree.Comparison;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A tree made by the tools of the system, and the tar that GNU tar makes of it. */
class HostMeasurementTest {
  private static final String EVERYTHING =
      """
      mkdir -p a/b opaque && echo one > a/f && echo two > a-b && echo three > a/b/g && : > empty
      printf x > $'bad\\xff\\x80' && printf y > 'with space' && echo z > "日本"
      ln a/f hard1 && ln a/f a/b/hard2 && ln -s ../nowhere a/dangling && ln -s a/b sym
      head -c 300000 /dev/urandom > random && truncate -s 5000000 hole && printf end >> hole
      chmod 4755 a/f && chmod 1777 a && chmod 0 empty && touch -d @5 a-b
      mkdir -p $(printf 'l%.0s' {1..120})/$(printf 'm%.0s' {1..120})
      """;
  private static final String AS_ROOT =
      """
      mknod gone c 0 0 && mknod null c 1 3 && mknod disk b 8 70000 && mkfifo pipe
      chown 1234:4294967290 a-b && chown -h 7:8 sym
      setfattr -n trusted.overlay.opaque -v y opaque
      setfattr -n trusted.overlay.redirect -v /x a
      setfattr -n security.capability -v 0x01000002c000000000000000000000000000c0ff random
      setfattr -h -n trusted.note -v 0x00ff sym
      """;

  @TempDir Path folder;
  private final HashPool pool = new HashPool(2);

  @AfterEach
  void stop() {
    pool.close();
  }

  @Test
  void tarAndDirectoryGiveTheSameValue() throws Exception {
    Path tree = tree();
    for (String format : List.of("posix", "posix --sparse", "posix --sort=name")) {
      var found = measure(tree);
      TarMeasure expected = tarOf(tree, format);
      assertThat(Comparison.of(expected.manifest(), found.manifest(), 9).differences())
          .as(format)
          .isEmpty();
      assertThat(found.manifest())
          .usingRecursiveComparison()
          .ignoringFields("file")
          .isEqualTo(expected.manifest());
      assertThat(found.mounted()).isEmpty();
      assertThat(found.linkedOutside()).isEmpty();
    }
  }

  @Test
  void nothingIsFollowedOutOfTheTree() throws Exception {
    Path tree = Files.createDirectory(folder.resolve("t"));
    Path outside = Files.createDirectory(folder.resolve("outside"));
    Files.createSymbolicLink(tree.resolve("out"), outside);
    var before = measure(tree).manifest();
    Files.writeString(outside.resolve("f"), "f");
    assertThat(measure(tree).manifest()).isEqualTo(before);
    Path link = Files.createSymbolicLink(folder.resolve("link"), tree);
    assertThatThrownBy(() -> measure(link))
        .isInstanceOfSatisfying(
            MeasurementException.class,
            e -> assertThat(e.problem()).isEqualTo(MeasurementProblem.HOST));
  }

  @Test
  void aFileThatChangesIsTold() throws Exception {
    Path file = Files.writeString(folder.resolve("f"), "before");
    try (OpenFile directory = OpenFile.directory(path(folder))) {
      FileStatus seen = directory.status(ByteString.utf8("f"));
      assertThat(FileReading.of(directory, ByteString.utf8("f"), seen).content()).isNotNull();
      Files.writeString(file, "after!");
      changed(directory, seen);
      Files.delete(file);
      Files.createSymbolicLink(file, Path.of("/etc/passwd"));
      assertThatThrownBy(() -> FileReading.of(directory, ByteString.utf8("f"), seen))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("symbolic link");
    }
  }

  @RepeatedTest(20)
  void writingAllTheWhileIsNotOverlooked() throws Exception {
    Path tree = Files.createDirectory(folder.resolve("busy"));
    for (int i = 0; i < 2000; i++) {
      Files.writeString(tree.resolve("f" + i), "x".repeat(2000));
    }
    CountDownLatch writing = new CountDownLatch(100);
    Thread writer =
        Thread.ofPlatform()
            .start(
                () -> {
                  for (int i = 0; !Thread.interrupted(); i++) {
                    try {
                      writing.countDown();
                      Files.writeString(tree.resolve("f" + i % 2000), "y".repeat(1000 + i % 99));
                      Files.deleteIfExists(tree.resolve("g" + (i - 1)));
                      Files.writeString(tree.resolve("g" + i), "");
                    } catch (IOException e) {
                      return;
                    }
                  }
                });
    try {
      writing.await();
      assertThatThrownBy(() -> measure(tree)).isInstanceOf(MeasurementException.class);
      assertThat(folder.resolve("disk")).doesNotExist();
    } finally {
      writer.interrupt();
      writer.join();
    }
  }

  @Test
  void filesWithANameOutsideAreTold() throws Exception {
    Path tree = Files.createDirectory(folder.resolve("linked"));
    Path file = Files.writeString(tree.resolve("f"), "f");
    Files.createLink(folder.resolve("other-name"), file);
    assertThat(measure(tree).linkedOutside()).hasToString("[f]");
  }

  private static void changed(OpenFile directory, FileStatus seen) {
    assertThatThrownBy(() -> FileReading.of(directory, ByteString.utf8("f"), seen))
        .isInstanceOfSatisfying(
            MeasurementException.class,
            e -> assertThat(e.problem()).isEqualTo(MeasurementProblem.CHANGED_WHILE_READ));
  }

  private Path tree() throws Exception {
    Path tree = Files.createDirectory(folder.resolve("tree"));
    assertThat(shell(tree, "set -e\n" + EVERYTHING)).isZero();
    boolean root = shell(tree, "[ $(id -u) = 0 ] && command -v setfattr >/dev/null") == 0;
    assumeTrue(root, "needs root and setfattr (Debian package attr) for devices and attributes");
    assertThat(shell(tree, "set -e\n" + AS_ROOT)).isZero();
    return tree;
  }

  private TarMeasure tarOf(Path tree, String format) throws Exception {
    Process tar =
        new ProcessBuilder(
                "bash",
                "-c",
                "tar --xattrs --xattrs-include='*' --numeric-owner --format="
                    + format
                    + " -C '"
                    + tree
                    + "' -c .")
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (InputStream out = tar.getInputStream()) {
      return new TarMeasurement(folder, MeasurementLimits.DEFAULT)
          .measure(out, null, folder.resolve("tar"));
    } finally {
      assertThat(tar.waitFor()).isZero();
    }
  }

  private TreeMeasure measure(Path tree) throws IOException {
    return new HostMeasurement(pool).measure(path(tree), folder.resolve("disk"));
  }

  private static ByteString path(Path path) {
    return ByteString.utf8(path.toString());
  }

  private static int shell(Path tree, String script) throws Exception {
    return new ProcessBuilder("bash", "-c", script)
        .directory(tree.toFile())
        .inheritIO()
        .start()
        .waitFor();
  }
}
