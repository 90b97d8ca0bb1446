package io.mdis.agent.watch;

import io.mdis.agent.decision.StartDecision;
import io.mdis.agent.engine.DockerEngine;
import io.mdis.agent.plugin.Authorization;
import java.io.IOException;
import java.lang.System.Logger.Level;

/** Stops what was started without having been allowed: by a restart policy, by swarm. */
public final class ContainerWatch {
  private static final System.Logger LOG = System.getLogger(ContainerWatch.class.getName());

  private final DockerEngine engine;
  private final StartDecision decision;

  /** Decides as the authorization plugin does. */
  public ContainerWatch(DockerEngine engine, StartDecision decision) {
    this.engine = engine;
    this.decision = decision;
  }

  /** A container was started. */
  void started(String container) throws IOException {
    stopUnless(decision.started(container), container);
  }

  /**
   * Looks at all that run: they may have been started while nobody listened. One of which nothing
   * can be said goes on: it would be a hard answer to an engine that is slow for a while.
   */
  void all() throws IOException {
    for (String container : engine.running()) {
      try {
        stopUnless(decision.running(container), container);
      } catch (IOException e) {
        LOG.log(Level.WARNING, "nothing can be said of container " + container + ": " + e);
      }
    }
  }

  private void stopUnless(Authorization answer, String container) throws IOException {
    if (!answer.allow()) {
      LOG.log(Level.WARNING, "container " + container + " is stopped: " + answer.message());
      engine.kill(container);
    }
  }
}
