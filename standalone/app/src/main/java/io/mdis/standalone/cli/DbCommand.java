package io.mdis.standalone.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** The advisory database: one SQLite file that every scan reads. */
@Command(
    name = "db",
    description = "Fetches or builds the advisory database, and says what is in it.",
    mixinStandardHelpOptions = true,
    subcommands = {DbUpdateCommand.class, DbBuildCommand.class, DbInfoCommand.class})
final class DbCommand implements Callable<Integer> {

  @Override
  public Integer call() {
    throw new UsageException("say what to do with the database: update, build or info");
  }
}
