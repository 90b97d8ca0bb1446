package io.mdis.packages.owned;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.mdis.fixtures.Commands;
import io.mdis.packages.rpm.RpmDatabaseReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real database, and what rpm itself says of the files. */
class RpmChecksumsTest {
  private static final Path DATABASE =
      Path.of(
          System.getProperty("mdis.shared.data", "absent"),
          "rpmdb",
          "cbl-mariner-2.0-sqlite",
          "rpmdb.sqlite.gz");
  private static final int CONFIG_OR_GHOST = 65;

  @TempDir Path work;

  @Test
  void saysWhatRpmSays() throws IOException {
    assumeTrue(Files.exists(DATABASE), "the shared rpm databases are not here: " + DATABASE);
    Commands.assumeAvailable("rpm");
    byte[] database;
    try (InputStream in = new GZIPInputStream(Files.newInputStream(DATABASE))) {
      database = in.readAllBytes();
    }
    Files.write(work.resolve("rpmdb.sqlite"), database);
    ChecksumTable.Builder builder = new ChecksumTable.Builder();
    List<String> problems = new ArrayList<>();
    new RpmDatabaseReader()
        .headers(
            () -> new ByteArrayInputStream(database),
            null,
            new RpmChecksums(builder::add, problems::add),
            problems::add);
    assertThat(problems).isEmpty();
    ChecksumTable table = builder.of("rpmdb.sqlite");
    assertThat(table.algorithms()).containsExactly(ChecksumAlgorithm.SHA256);

    int programs = 0;
    for (String line : listed()) {
      String[] fields = line.split("\t", -1);
      String path = fields[0].substring(1);
      boolean fixed = (Integer.parseInt(fields[2]) & CONFIG_OR_GHOST) == 0;
      if (fields[1].isEmpty() || !fixed || !Programs.has(path)) {
        continue;
      }
      programs++;
      byte[] checksum = HexFormat.of().parseHex(fields[1]);
      assertThat(table.answer(path, ChecksumAlgorithm.SHA256, checksum))
          .as(path)
          .isEqualTo(ChecksumTable.Answer.SAME);
      checksum[3] ^= 1;
      assertThat(table.answer(path, ChecksumAlgorithm.SHA256, checksum))
          .as(path)
          .isEqualTo(ChecksumTable.Answer.OTHER);
    }
    assertThat(programs).isGreaterThan(500);
    assertThat(table.answer("usr/bin/absent", ChecksumAlgorithm.SHA256, new byte[32]))
        .isEqualTo(ChecksumTable.Answer.UNKNOWN);
  }

  private List<String> listed() throws IOException {
    String format = "[%{FILENAMES}\\t%{FILEDIGESTS}\\t%{FILEFLAGS}\\n]";
    return Commands.run(60, List.of("rpm", "--dbpath", work.toString(), "-qa", "--qf", format))
        .lines()
        .filter(line -> line.startsWith("/"))
        .toList();
  }
}
