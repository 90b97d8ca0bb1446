package io.mdis.agent.cli;

import io.mdis.agent.decision.ImageDecision;
import io.mdis.agent.plugin.Authorization;
import io.mdis.agent.runtime.HostTrust;
import io.mdis.agent.store.StoredContainer;
import io.mdis.contracts.Digest;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** What the engine would start by itself never passes the authorization plugin. */
@Command(
    name = "check-before-start",
    description = {
      "Before the engine starts: verifies the images of all containers that it would start by",
      "itself. Fails when one of them may not run, so that the engine isn't started."
    },
    mixinStandardHelpOptions = true)
final class CheckBeforeStartCommand implements Callable<Integer> {
  @Mixin private ConfigOption config;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    try (HostTrust trust = new HostTrust(config.read())) {
      if (!trust.store().exists()) {
        return 0; // A new host: there is nothing to start yet.
      }
      PrintWriter err = spec.commandLine().getErr();
      Map<Digest, List<String>> images = trust.store().images();
      int code = 0;
      for (String container : trust.store().containers()) {
        Authorization answer = answer(trust, container, images);
        if (!answer.allow()) {
          err.println("container " + container + ": " + answer.message());
          code = AgentCommand.NOT_TRUSTED;
        }
      }
      return code;
    }
  }

  private static Authorization answer(
      HostTrust trust, String id, Map<Digest, List<String>> images) {
    ImageDecision decision = trust.decision();
    try {
      Optional<StoredContainer> found = trust.store().container(id);
      if (found.isEmpty() || !found.get().restarted()) {
        return Authorization.ALLOWED;
      }
      StoredContainer container = found.get();
      return decision.of(container.image(), container.names(images), id, false);
    } catch (IOException e) {
      return decision.failed(String.valueOf(e.getMessage()));
    }
  }
}
