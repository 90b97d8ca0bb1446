package io.mdis.standalone.cli;

import io.mdis.malware.fuzzy.samples.importer.SampleImport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** From files, without a network. */
@Command(
    name = "import",
    description =
        "Adds samples: MalwareBazaar's CSV export (also zipped), a list of hash,family, or a folder"
            + " of malicious files, whose sub-folders name the families.",
    mixinStandardHelpOptions = true)
final class SamplesImportCommand implements Callable<Integer> {

  @Parameters(paramLabel = "FILE|DIR", description = "What to read.")
  private Path input;

  @Option(
      names = "--source",
      paramLabel = "NAME",
      description =
          "Name to keep the samples by, by default that of the file; samples that were imported by"
              + " it before are replaced.")
  private String source;

  @Option(
      names = "--samples",
      paramLabel = "FILE",
      description = "Library to add to; by default the one of the cache folder.")
  private Path library = LocalFolders.samples();

  @Override
  public Integer call() throws IOException {
    if (!Files.exists(input)) {
      throw new UsageException("no file or folder " + input);
    }
    Progress progress = Progress.on(System.err, false);
    String name = source == null ? input.toAbsolutePath().getFileName().toString() : source;
    SampleProgress listener = new SampleProgress(progress);
    try {
      new SampleImport(library, Clock.systemUTC()).run(input, name, listener);
    } catch (IllegalArgumentException e) {
      throw new UsageException(e.getMessage());
    } finally {
      listener.leftOut();
      progress.done();
    }
    return ExitCode.OK;
  }
}
