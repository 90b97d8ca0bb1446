package io.mdis.agent.decision;

import io.mdis.agent.engine.DockerEngine;
import io.mdis.agent.engine.EngineContainer;
import io.mdis.agent.engine.EngineException;
import io.mdis.agent.engine.EngineImage;
import io.mdis.agent.plugin.Authorization;
import io.mdis.agent.plugin.AuthorizationRequest;
import io.mdis.contracts.Digest;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Decides about requests to the engine. A start is looked at when the container is made and again
 * when it starts: something may change in between, and a foreground {@code docker run --rm} of
 * which only the start is denied waits for ever.
 */
public final class StartDecision {
  private static final System.Logger LOG = System.getLogger(StartDecision.class.getName());
  private static final int MAX_KNOWN = 10_000;
  private static final Duration ALLOWED_FOR = Duration.ofMinutes(1);

  private final DockerEngine engine;
  private final ImageDecision images;
  private final Map<String, Digest> known = new ConcurrentHashMap<>();
  private final Map<String, Long> allowed = new ConcurrentHashMap<>();

  /** Asks the engine what names mean. */
  public StartDecision(DockerEngine engine, ImageDecision images) {
    this.engine = engine;
    this.images = images;
  }

  /** The answer to a request; throws nothing. */
  public Authorization of(AuthorizationRequest request) {
    return switch (Operations.of(request)) {
      case Operation.Free free -> Authorization.ALLOWED;
      case Operation.Unclear unclear -> {
        LOG.log(Level.WARNING, "DENIED " + request.method() + ": " + unclear.why());
        yield Authorization.denied("mdis: " + unclear.why());
      }
      case Operation.Create create -> guarded(() -> create(create.image()));
      case Operation.Start start -> guarded(() -> start(start.container()));
    };
  }

  /** Whether a container that was just started may go on. */
  public Authorization started(String container) {
    Long at = allowed.remove(container);
    return at != null && System.nanoTime() - at < ALLOWED_FOR.toNanos()
        ? Authorization.ALLOWED // It passed the authorization plugin a moment ago.
        : guarded(() -> container(container, true));
  }

  /** Whether a container that runs may go on; throws IOException when nothing can be said. */
  public Authorization running(String container) throws IOException {
    return container(container, true);
  }

  private Authorization start(String container) throws IOException {
    return container(container, false);
  }

  private Authorization container(String container, boolean runs) throws IOException {
    EngineContainer found;
    try {
      found = engine.container(container);
    } catch (EngineException e) {
      if (e.notFound()) {
        return Authorization.ALLOWED; // The engine will say so too: nothing starts.
      }
      throw e;
    }
    Authorization answer = images.of(found.imageId(), names(found), found.id(), runs);
    if (answer.allow() && !runs) {
      if (allowed.size() >= MAX_KNOWN) {
        allowed.clear(); // They are looked at once more, no harm done.
      }
      allowed.put(found.id(), System.nanoTime());
    }
    return answer;
  }

  /** The names that an image of a container has now, or had. */
  private List<String> names(EngineContainer container) throws IOException {
    try {
      List<String> names = engine.image(container.imageId().toString()).names();
      return names.isEmpty() ? List.of(container.imageName()) : names;
    } catch (EngineException e) {
      if (e.notFound()) {
        return List.of(container.imageName());
      }
      throw e;
    }
  }

  private Authorization create(String name) throws IOException {
    EngineImage image;
    try {
      image = engine.image(name);
    } catch (EngineException e) {
      if (!e.notFound()) {
        throw e;
      }
      // Nothing can be made of it now; whoever asked may pull it and ask again. But an image that
      // the engine had, and doesn't know any more since its configuration is another, is told.
      Digest before = known.get(name);
      return before == null ? Authorization.ALLOWED : images.gone(before, List.of(name));
    }
    remember(name, image.id());
    return images.of(image.id(), image.names(), null, false);
  }

  private void remember(String name, Digest id) {
    if (known.size() >= MAX_KNOWN) {
      known.clear();
    }
    known.put(name, id);
  }

  private Authorization guarded(Question question) {
    try {
      return question.answer();
    } catch (IOException | RuntimeException e) {
      LOG.log(Level.ERROR, "nothing can be said of a start", e);
      return images.failed(Optional.ofNullable(e.getMessage()).orElse(e.toString()));
    }
  }

  @FunctionalInterface
  private interface Question {
    Authorization answer() throws IOException;
  }
}
