package io.mdis.agent;

import io.mdis.agent.cli.AgentCommand;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;

/** The agent as a program of its own. */
public final class Main {
  private static final int FAILED = 3;

  private Main() {}

  /** Parses and runs. */
  public static void main(String... arguments) {
    // Netty's own memory would be outside of the heap, and a second pool of it.
    System.setProperty("io.netty.noUnsafe", "true");
    System.setProperty("io.netty.maxDirectMemory", "0");
    System.setProperty("java.util.logging.SimpleFormatter.format", "%4$s %5$s%6$s%n");
    CommandLine line =
        new CommandLine(new AgentCommand())
            .setCommandName("mdis-agent")
            .setCaseInsensitiveEnumValuesAllowed(true)
            .setOut(new PrintWriter(System.out, true, StandardCharsets.UTF_8))
            .setErr(new PrintWriter(System.err, true, StandardCharsets.UTF_8));
    line.setExecutionExceptionHandler(Main::explain);
    System.exit(line.execute(arguments));
  }

  private static int explain(
      Exception failure, CommandLine command, CommandLine.ParseResult parsed) {
    boolean said = failure instanceof IOException || failure instanceof IllegalArgumentException;
    command
        .getErr()
        .println(
            "mdis-agent: "
                + (said && failure.getMessage() != null ? failure.getMessage() : failure));
    return FAILED;
  }
}
