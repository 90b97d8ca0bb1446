package io.mdis.standalone.cli;

import io.mdis.standalone.output.DatabaseInfo;
import io.mdis.vulnerability.advisory.AdvisoryDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What a database holds. */
@Command(
    name = "info",
    description = "Prints the version of a database, where it is from and what it was made of.",
    mixinStandardHelpOptions = true)
final class DbInfoCommand implements Callable<Integer> {

  @Option(
      names = "--db",
      paramLabel = "FILE",
      description = "Database; by default the one of the cache folder.")
  private Path database = LocalFolders.advisories();

  @Option(
      names = "--format",
      paramLabel = "table|json",
      description = "Form of the answer (default: ${DEFAULT-VALUE}).")
  private ReportFormat format = ReportFormat.TABLE;

  @Override
  public Integer call() throws IOException {
    if (!Files.isRegularFile(database)) {
      throw new UsageException(
          "no advisory database at " + database + ": make one with mdis db update or db build");
    }
    try (AdvisoryDatabase open = AdvisoryDatabase.open(database)) {
      DatabaseInfo info = DatabaseInfo.of(database, open);
      switch (format) {
        case TABLE -> info.print(System.out);
        case JSON -> info.write(System.out);
      }
    }
    return ExitCode.OK;
  }
}
