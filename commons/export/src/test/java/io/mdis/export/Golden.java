package io.mdis.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Compares what a format writes of the small report with a file of {@code src/test/golden}; {@code
 * -Dmdis.golden=write} writes the files anew.
 */
public final class Golden {
  private static final Path FOLDER = Path.of("src/test/golden");

  private Golden() {}

  /** What the format writes of the small report. */
  public static String written(ExportFormat format) throws IOException {
    return written(format, SampleReport.small());
  }

  /** What the format writes of a report. */
  public static String written(ExportFormat format, Report report) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    format.write(report, out);
    return out.toString(StandardCharsets.UTF_8);
  }

  /** Fails where it is not what the file has. */
  public static void check(String name, String written) throws IOException {
    Path file = FOLDER.resolve(name);
    if ("write".equals(System.getProperty("mdis.golden"))) {
      Files.createDirectories(FOLDER);
      Files.writeString(file, written);
    }
    assertThat(written).isEqualTo(Files.readString(file));
  }
}
