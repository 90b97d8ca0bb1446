package io.mdis.agent.cli;

import io.mdis.agent.decision.OnFailure;
import io.mdis.agent.hook.HookClient;
import io.mdis.agent.plugin.Authorization;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Run by an OCI runtime before it starts a container. */
@Command(
    name = "hook",
    description = "As an OCI hook createRuntime: asks the agent whether a container may start.",
    mixinStandardHelpOptions = true)
final class HookCommand implements Callable<Integer> {
  private static final int MAX_STATE = 1 << 21;

  @Spec private CommandSpec spec;

  @Option(
      names = "--socket",
      paramLabel = "FILE",
      description = "Where the agent listens (default: ${DEFAULT-VALUE}).")
  private Path socket = Path.of("/run/mdis-agent/hook.sock");

  @Option(
      names = "--on-failure",
      description = "When the agent doesn't answer: closed (default) or open.")
  private OnFailure onFailure = OnFailure.CLOSED;

  @Override
  public Integer call() throws IOException {
    byte[] state = System.in.readNBytes(MAX_STATE);
    Authorization answer;
    try {
      answer = new HookClient(socket).ask(state);
    } catch (IOException e) {
      answer =
          onFailure == OnFailure.OPEN
              ? Authorization.ALLOWED
              : Authorization.denied("mdis: the agent can't be asked: " + e.getMessage());
    }
    if (!answer.allow()) {
      spec.commandLine().getErr().println(answer.message());
    }
    return answer.allow() ? 0 : AgentCommand.NOT_TRUSTED;
  }
}
