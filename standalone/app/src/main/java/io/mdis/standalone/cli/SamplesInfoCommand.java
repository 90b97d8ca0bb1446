package io.mdis.standalone.cli;

import io.mdis.malware.fuzzy.samples.SampleLibrary;
import io.mdis.standalone.output.SampleLibraryInfo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What a library of samples holds. */
@Command(
    name = "info",
    description = "Prints the version of a library of samples and what it was made of.",
    mixinStandardHelpOptions = true)
final class SamplesInfoCommand implements Callable<Integer> {

  @Option(
      names = "--samples",
      paramLabel = "FILE",
      description = "Library; by default the one of the cache folder.")
  private Path library = LocalFolders.samples();

  @Option(
      names = "--format",
      paramLabel = "table|json",
      description = "Form of the answer (default: ${DEFAULT-VALUE}).")
  private ReportFormat format = ReportFormat.TABLE;

  @Override
  public Integer call() throws IOException {
    if (!Files.isRegularFile(library)) {
      throw new UsageException(
          "no library of samples at " + library + ": make one with mdis samples import");
    }
    try (SampleLibrary open = SampleLibrary.open(library)) {
      SampleLibraryInfo info = SampleLibraryInfo.of(library, open.info());
      switch (format) {
        case TABLE -> info.print(System.out);
        case JSON -> info.write(System.out);
      }
    }
    return ExitCode.OK;
  }
}
