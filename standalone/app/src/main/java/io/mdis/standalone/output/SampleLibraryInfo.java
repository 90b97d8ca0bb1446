package io.mdis.standalone.output;

import io.mdis.malware.fuzzy.samples.LibraryInfo;
import io.mdis.malware.fuzzy.samples.SampleSource;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/**
 * What is in a library of known samples; its JSON form is versioned.
 *
 * @param schemaVersion of this record's JSON form
 * @param file where it lies
 * @param version hash of its samples
 * @param samples in all
 * @param exact samples with a SHA-256
 * @param comparable samples with a fuzzy hash long enough to be compared
 * @param families different names
 * @param sources what it was made of
 */
public record SampleLibraryInfo(
    int schemaVersion,
    String file,
    String version,
    long samples,
    long exact,
    long comparable,
    long families,
    List<Source> sources) {

  /** Current version of the JSON form. */
  public static final int SCHEMA_VERSION = 1;

  /**
   * One source.
   *
   * @param name it was imported by
   * @param form such as {@code malwarebazaar}
   * @param samples of it
   * @param rejected lines or files that could not be used
   * @param newest when its newest sample was seen first; null where it doesn't say
   * @param imported when it was read
   */
  public record Source(
      String name, String form, long samples, long rejected, Instant newest, Instant imported) {
    private static Source of(SampleSource source) {
      return new Source(
          source.name(),
          source.form(),
          source.samples(),
          source.rejected(),
          source.newest().orElse(null),
          source.imported());
    }
  }

  /** Of an open library. */
  public static SampleLibraryInfo of(Path file, LibraryInfo info) {
    return new SampleLibraryInfo(
        SCHEMA_VERSION,
        file.toString(),
        info.version(),
        info.samples(),
        info.exact(),
        info.comparable(),
        info.families(),
        info.sources().stream().map(Source::of).toList());
  }

  /** Writes it as JSON. */
  public void write(OutputStream out) throws IOException {
    IndentedJson.write(this, out);
  }

  /** Prints it for a person. */
  public void print(PrintStream out) {
    out.println("version  " + version);
    out.println("samples  " + samples + " of " + families + " families");
    out.println("exact    " + exact + " with a SHA-256");
    out.println("fuzzy    " + comparable + " that others can be compared with");
    for (Source source : sources) {
      out.printf(
          Locale.ROOT,
          "source   %s (%s): %d samples, %d left out, newest %s, imported %s%n",
          PrintableText.of(source.name()),
          source.form(),
          source.samples(),
          source.rejected(),
          source.newest() == null ? "unknown" : source.newest(),
          source.imported());
    }
  }
}
