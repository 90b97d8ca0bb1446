package io.mdis.standalone.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** The library of known malicious samples: one SQLite file that the malware dimension reads. */
@Command(
    name = "samples",
    description = "Imports hashes of known malicious files, and says what is known.",
    mixinStandardHelpOptions = true,
    subcommands = {SamplesImportCommand.class, SamplesInfoCommand.class})
final class SamplesCommand implements Callable<Integer> {

  @Override
  public Integer call() {
    throw new UsageException("say what to do with the samples: import or info");
  }
}
