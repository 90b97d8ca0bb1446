package io.mdis.standalone.cli;

import io.mdis.agent.cli.AgentCommand;
import io.mdis.image.ImageException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The root command. */
@Command(
    name = "mdis",
    description = "Watches container images: what is in them, and whether they are still the same.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    subcommands = {
      ServeCommand.class,
      ScanCommand.class,
      GateCommand.class,
      CompareCommand.class,
      DbCommand.class,
      SamplesCommand.class,
      DoctorCommand.class,
      AgentCommand.class,
      AutoComplete.GenerateCompletion.class
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:done", "1:a policy was not met", "2:wrong usage", "3:failed"})
public final class MdisCommand {

  /** Parses and runs; returns the exit code. */
  public static int run(String... args) {
    CommandLine line =
        new CommandLine(new MdisCommand())
            .setCaseInsensitiveEnumValuesAllowed(true)
            .setOut(new PrintWriter(System.out, true, StandardCharsets.UTF_8))
            .setErr(new PrintWriter(System.err, true, StandardCharsets.UTF_8));
    line.setExecutionExceptionHandler(MdisCommand::explain);
    if (args.length == 0) {
      line.usage(line.getErr());
      return ExitCode.USAGE;
    }
    return line.execute(args);
  }

  private static int explain(
      Exception failure, CommandLine command, CommandLine.ParseResult parsed) {
    String message =
        switch (failure) {
          case ImageException image -> image.problem().code() + ": " + image.getMessage();
          case UsageException usage -> usage.getMessage();
          case IOException io when io.getMessage() != null -> io.getMessage();
          default -> failure.toString();
        };
    command.getErr().println("mdis: " + message);
    if (System.getenv("MDIS_TRACE") != null) {
      failure.printStackTrace(command.getErr());
    }
    return failure instanceof UsageException ? ExitCode.USAGE : ExitCode.FAILED;
  }
}
