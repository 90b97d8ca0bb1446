package io.mdis.standalone.output;

import io.mdis.vulnerability.advisory.AdvisoryDatabase;
import io.mdis.vulnerability.advisory.DatabaseSchema;
import io.mdis.vulnerability.advisory.SourceSummary;
import io.mdis.vulnerability.advisory.artifact.PulledFrom;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Column;
import picocli.CommandLine.Help.Column.Overflow;
import picocli.CommandLine.Help.TextTable;

/**
 * What is in an advisory database; its JSON form is versioned.
 *
 * @param schemaVersion of this record's JSON form
 * @param file where it lies
 * @param format of its tables
 * @param version hash of its content
 * @param newest when the newest record was last changed; null when none says it
 * @param written when the file was
 * @param artifact where it was pulled from; null when it was not
 * @param sources what it was made of
 */
public record DatabaseInfo(
    int schemaVersion,
    String file,
    String format,
    String version,
    Instant newest,
    Instant written,
    Artifact artifact,
    List<SourceSummary> sources) {

  /** Current version of the JSON form. */
  public static final int SCHEMA_VERSION = 1;

  /**
   * What it was pulled from.
   *
   * @param repository {@code registry/repository}
   * @param digest of the manifest
   * @param pushed when it was
   * @param signer SHA-256 of the trusted key that signed it; null when that was not checked
   */
  public record Artifact(String repository, String digest, Instant pushed, String signer) {}

  /** Reads an open database. */
  public static DatabaseInfo of(Path file, AdvisoryDatabase database) throws IOException {
    Artifact artifact =
        PulledFrom.of(file, database.version())
            .map(
                from ->
                    new Artifact(
                        from.repository(),
                        from.manifest().toString(),
                        from.created(),
                        from.signer().orElse(null)))
            .orElse(null);
    return new DatabaseInfo(
        SCHEMA_VERSION,
        file.toString(),
        DatabaseSchema.FORMAT,
        database.version(),
        database.newest().orElse(null),
        Files.getLastModifiedTime(file).toInstant(),
        artifact,
        database.sources());
  }

  /** Writes it as JSON. */
  public void write(OutputStream out) throws IOException {
    IndentedJson.write(this, out);
  }

  /** Prints it for a person. */
  public void print(PrintStream out) {
    out.println("version " + version);
    out.println("newest  " + (newest == null ? "unknown" : newest));
    out.println("written " + written);
    if (artifact != null) {
      out.println("from    " + artifact.repository() + "@" + artifact.digest());
      out.println("pushed  " + artifact.pushed());
      out.println("signer  " + (artifact.signer() == null ? "NOT CHECKED" : artifact.signer()));
    }
    out.println();
    out.print(table());
  }

  private String table() {
    int width = sources.stream().mapToInt(source -> source.file().length()).max().orElse(0);
    TextTable table =
        TextTable.forColumns(
            Help.defaultColorScheme(Help.Ansi.OFF),
            new Column(Math.max(width, "SOURCE".length()) + 2, 0, Overflow.SPAN),
            new Column(12, 0, Overflow.SPAN),
            new Column(10, 0, Overflow.SPAN),
            new Column(10, 0, Overflow.SPAN),
            new Column(24, 0, Overflow.SPAN),
            new Column(60, 0, Overflow.SPAN));
    table.addRowValues("SOURCE", "ADVISORIES", "IGNORED", "REJECTED", "NEWEST", "PROBLEM");
    for (SourceSummary source : sources) {
      table.addRowValues(
          source.file(),
          Long.toString(source.advisories()),
          Long.toString(source.ignored()),
          Long.toString(source.rejected()),
          source.newest().isEmpty() ? "-" : source.newest().replaceFirst("\\.[0-9]+Z$", "Z"),
          source.problem().isEmpty() ? "-" : source.problem());
    }
    return table.toString().lines().map(String::stripTrailing).reduce("", (a, b) -> a + b + "\n");
  }
}
