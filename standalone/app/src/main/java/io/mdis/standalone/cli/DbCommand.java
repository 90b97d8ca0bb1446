package io.mdis.standalone.cli;

import io.mdis.vulnerability.advisory.AdvisoryDatabase;
import io.mdis.vulnerability.advisory.importer.AdvisoryDatabaseBuilder;
import io.mdis.vulnerability.advisory.importer.BuildProgress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The advisory database: one SQLite file that every scan reads. */
@Command(
    name = "db",
    description = "Builds the advisory database and says what is in it.",
    mixinStandardHelpOptions = true,
    subcommands = {DbCommand.Build.class, DbCommand.Info.class})
final class DbCommand implements Callable<Integer> {

  @Override
  public Integer call() {
    throw new UsageException("say what to do with the database: build or info");
  }

  /** From files, without a network. */
  @Command(
      name = "build",
      description =
          "Builds it from a folder of advisories: Alpine secdb, Debian DSA and DLA lists, OSV"
              + " folders and dumps.",
      mixinStandardHelpOptions = true)
  static final class Build implements Callable<Integer> {

    @Option(
        names = "--advisories",
        required = true,
        paramLabel = "DIR",
        description = "Folder to read, with everything below it.")
    private Path advisories;

    @Option(
        names = "--output",
        paramLabel = "FILE",
        description = "File to write; by default the one of the cache folder.")
    private Path output = LocalFolders.advisories();

    @Override
    public Integer call() throws IOException {
      if (!Files.isDirectory(advisories)) {
        throw new UsageException("no folder " + advisories + ": --advisories names one");
      }
      Path parent = output.toAbsolutePath().getParent();
      Files.createDirectories(parent);
      Progress progress = Progress.on(System.err, false);
      String version =
          new AdvisoryDatabaseBuilder().build(advisories, output, step -> tell(step, progress));
      progress.tell("wrote " + output + ", version " + version);
      return ExitCode.OK;
    }

    private static void tell(BuildProgress step, Progress progress) {
      if (step.rejected() > 0) {
        progress.tell(step.file() + ": " + step.rejected() + " records could not be read");
      } else {
        progress.say(step.file() + ": " + step.records() + " rows");
      }
    }
  }

  /** What a database holds. */
  @Command(
      name = "info",
      description = "Prints the version of a database.",
      mixinStandardHelpOptions = true)
  static final class Info implements Callable<Integer> {

    @Option(
        names = "--db",
        paramLabel = "FILE",
        description = "Database; by default the one of the cache folder.")
    private Path database = LocalFolders.advisories();

    @Override
    public Integer call() throws IOException {
      if (!Files.isRegularFile(database)) {
        throw new UsageException("no advisory database at " + database);
      }
      try (AdvisoryDatabase open = AdvisoryDatabase.open(database)) {
        System.out.println("version " + open.version());
      }
      return ExitCode.OK;
    }
  }
}
