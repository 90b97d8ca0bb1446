package io.mdis.standalone.cli;

import io.mdis.vulnerability.advisory.importer.AdvisoryDatabaseBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** From files, without a network. */
@Command(
    name = "build",
    description =
        "Builds it from a folder of advisories: Alpine secdb, Debian DSA and DLA lists, OSV"
            + " folders and zip dumps.",
    mixinStandardHelpOptions = true)
final class DbBuildCommand implements Callable<Integer> {

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
    Progress progress = Progress.on(System.err, false);
    String version =
        new AdvisoryDatabaseBuilder().build(advisories, output, new AdvisoryProgress(progress));
    progress.tell("wrote " + output + ", version " + version);
    return ExitCode.OK;
  }
}
