package io.mdis.measurement.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.mdis.image.tar.ByteString;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TreeStatusTest {
  @TempDir Path folder;
  private TreeStatus before;

  @BeforeEach
  void make() throws IOException {
    Files.createDirectories(folder.resolve("a/b"));
    Files.writeString(folder.resolve("a/f"), "one");
    Files.createSymbolicLink(folder.resolve("a/b/l"), Path.of("../f"));
    before = status();
  }

  @Test
  void staysTheSameWhileNothingChanges() throws IOException {
    assertThat(before.entries()).isEqualTo(4);
    assertThat(status()).isEqualTo(before);
    assertThat(before.newest()).isLessThanOrEqualTo(System.currentTimeMillis() * 1_000_000);
  }

  @Test
  void sameSizeAndTimeIsStillAChange() throws IOException {
    FileTime time = Files.getLastModifiedTime(folder.resolve("a/f"));
    Files.writeString(folder.resolve("a/f"), "two");
    Files.setLastModifiedTime(folder.resolve("a/f"), time);
    assertThat(status().digest()).isNotEqualTo(before.digest());
  }

  @Test
  void modesAdditionsAndRemovalsAreChanges() throws IOException {
    Files.setPosixFilePermissions(
        folder.resolve("a/b"), PosixFilePermissions.fromString("rwx------"));
    TreeStatus mode = status();
    assertThat(mode.digest()).isNotEqualTo(before.digest());
    Files.createDirectory(folder.resolve("c"));
    assertThat(status().entries()).isEqualTo(5);
    Files.delete(folder.resolve("a/b/l"));
    assertThat(status().digest()).isNotEqualTo(mode.digest());
  }

  private TreeStatus status() throws IOException {
    return TreeStatus.of(ByteString.utf8(folder.toString()));
  }
}
