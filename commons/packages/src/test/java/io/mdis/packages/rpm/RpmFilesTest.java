package io.mdis.packages.rpm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.mdis.fixtures.Commands;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Real databases of the shared data, and what rpm lists of one of them. */
class RpmFilesTest {
  private static final Path DATA =
      Path.of(System.getProperty("mdis.shared.data", "absent"), "rpmdb");

  @TempDir Path work;

  @ParameterizedTest
  @CsvSource({
    "cbl-mariner-2.0-bdb-converted, Packages, cbl-mariner-2.0-sqlite, rpmdb.sqlite",
    "cbl-mariner-2.0-bdb-bigendian-converted, Packages, cbl-mariner-2.0-sqlite, rpmdb.sqlite",
    "sle15-bci-ndb, Packages.db, sle15-bci-sqlite-converted, rpmdb.sqlite"
  })
  void everyFormatTellsTheSame(String one, String file, String other, String sqlite)
      throws IOException {
    List<String> paths = files(database(one, file));
    assertThat(paths).hasSizeGreaterThan(1000);
    assertThat(paths).containsExactlyInAnyOrderElementsOf(files(database(other, sqlite)));
  }

  @Test
  void listsWhatRpmLists() throws IOException {
    Commands.assumeAvailable("rpm");
    byte[] database = database("cbl-mariner-2.0-sqlite", "rpmdb.sqlite");
    Files.write(work.resolve("rpmdb.sqlite"), database);
    String listed =
        Commands.run(
            60, List.of("rpm", "--dbpath", work.toString(), "-qa", "--qf", "[%{FILENAMES}\\n]"));
    assertThat(files(database))
        .containsExactlyInAnyOrderElementsOf(
            listed.lines().filter(line -> line.startsWith("/")).toList());
  }

  @Test
  void oldHeadersHaveWholePaths() {
    byte[] text = "/usr/bin/a\0/usr/bin/b\0".getBytes(StandardCharsets.US_ASCII);
    ByteBuffer header = ByteBuffer.allocate(8 + 16 + text.length);
    header.putInt(1).putInt(text.length).putInt(1027).putInt(8).putInt(0).putInt(2).put(text);
    List<String> paths = new ArrayList<>();
    assertThat(new RpmFiles(paths::add).header(header.array())).isTrue();
    assertThat(paths).containsExactly("/usr/bin/a", "/usr/bin/b");
  }

  @Test
  void damageIsSurvived() throws IOException {
    byte[] whole = database("hello-epoch-bdb", "Packages");
    Random random = new Random(1);
    for (int i = 0; i < 500; i++) {
      byte[] damaged = whole.clone();
      for (int j = 0; j < 20; j++) {
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
      }
      assertThat(files(damaged)).hasSizeLessThan(100_000);
    }
  }

  private static List<String> files(byte[] database) throws IOException {
    List<String> paths = new ArrayList<>();
    new RpmDatabaseReader().files(() -> new ByteArrayInputStream(database), null, paths::add);
    return paths;
  }

  private static byte[] database(String folder, String file) throws IOException {
    Path path = DATA.resolve(folder).resolve(file + ".gz");
    assumeTrue(Files.exists(path), "the shared rpm databases are not here: " + path);
    try (InputStream in = new GZIPInputStream(Files.newInputStream(path))) {
      return in.readAllBytes();
    }
  }
}
