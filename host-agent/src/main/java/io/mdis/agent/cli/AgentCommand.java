package io.mdis.agent.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The agent of a host; may stand by itself or below another command. */
@Command(
    name = "agent",
    description = "Lets this host start only images that are what was measured at the registry.",
    mixinStandardHelpOptions = true,
    subcommands = {
      RunCommand.class,
      EnrolCommand.class,
      VerifyCommand.class,
      CheckBeforeStartCommand.class,
      ScanLogsCommand.class,
      HookCommand.class
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:done", "1:an image isn't trusted", "2:wrong usage", "3:failed"})
public final class AgentCommand implements Callable<Integer> {
  static final int NOT_TRUSTED = 1;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    throw new ParameterException(
        spec.commandLine(),
        "say what to do: run, enrol, verify, check-before-start, scan-logs or hook");
  }
}
