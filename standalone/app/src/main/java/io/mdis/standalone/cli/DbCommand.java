package io.mdis.standalone.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** The advisory database: one SQLite file that every scan reads. */
@Command(
    name = "db",
    description = "Fetches, builds or distributes the advisory database, and says what is in it.",
    mixinStandardHelpOptions = true,
    subcommands = {
      DbUpdateCommand.class,
      DbBuildCommand.class,
      DbInfoCommand.class,
      DbPushCommand.class,
      DbPullCommand.class
    })
final class DbCommand implements Callable<Integer> {

  @Override
  public Integer call() {
    throw new UsageException("say what to do with the database: update, build, info, push or pull");
  }
}
