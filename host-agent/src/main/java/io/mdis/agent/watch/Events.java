package io.mdis.agent.watch;

import io.mdis.agent.engine.DockerEngine;
import io.mdis.agent.engine.EngineEvent;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * Follows the events of an engine, and connects again when the stream ends. What may have been
 * missed is made good by a pass over everything.
 */
public final class Events {
  private static final System.Logger LOG = System.getLogger(Events.class.getName());
  private static final int MAX_WAITING = 10_000;
  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final EngineEvent MISSED = new EngineEvent("mdis", "missed", "");

  private final DockerEngine engine;
  private final ImageWatch images;
  private final ContainerWatch containers;
  private final BlockingQueue<EngineEvent> waiting = new LinkedBlockingQueue<>(MAX_WAITING);

  /** Hands events to these. */
  public Events(DockerEngine engine, ImageWatch images, ContainerWatch containers) {
    this.engine = engine;
    this.images = images;
    this.containers = containers;
  }

  /** Follows the stream until interrupted. */
  public void follow() {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        try {
          engine.events(() -> add(MISSED), this::add);
        } catch (IOException e) {
          LOG.log(Level.DEBUG, "no events: " + e);
        }
        Thread.sleep(PAUSE);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Handles events one after the other until interrupted. */
  public void handle() {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        EngineEvent event = waiting.take();
        try {
          handle(event);
        } catch (IOException | RuntimeException e) {
          LOG.log(Level.ERROR, "after " + event + ": " + e, e);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void handle(EngineEvent event) throws IOException {
    switch (event.type() + " " + event.action()) {
      case "container start", "container restart", "container unpause" ->
          containers.started(event.id());
      case "image pull", "image load", "image import", "image tag" -> images.came(event);
      case "mdis missed" -> {
        containers.all();
        images.all();
      }
      default -> {}
    }
  }

  private void add(EngineEvent event) {
    if (!waiting.offer(event)) {
      waiting.clear(); // Too many: a pass over everything sees what they were about.
      waiting.add(MISSED);
    }
  }
}
