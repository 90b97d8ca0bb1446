package io.mdis.standalone.cli;

import io.mdis.vulnerability.advisory.AdvisoryDatabase;
import io.mdis.vulnerability.advisory.SourceSummary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Column;
import picocli.CommandLine.Help.Column.Overflow;
import picocli.CommandLine.Help.TextTable;
import picocli.CommandLine.Option;

/** What a database holds. */
@Command(
    name = "info",
    description = "Prints the version of a database and what it was made of.",
    mixinStandardHelpOptions = true)
final class DbInfoCommand implements Callable<Integer> {

  @Option(
      names = "--db",
      paramLabel = "FILE",
      description = "Database; by default the one of the cache folder.")
  private Path database = LocalFolders.advisories();

  @Override
  public Integer call() throws IOException {
    if (!Files.isRegularFile(database)) {
      throw new UsageException(
          "no advisory database at " + database + ": make one with mdis db update or db build");
    }
    try (AdvisoryDatabase open = AdvisoryDatabase.open(database)) {
      System.out.println("version " + open.version());
      System.out.println("written " + Files.getLastModifiedTime(database).toInstant());
      System.out.println();
      System.out.print(table(open.sources()));
    }
    return ExitCode.OK;
  }

  private static String table(List<SourceSummary> sources) {
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
