package io.mdis.agent.engine;

import io.mdis.contracts.Digest;
import java.util.List;

/**
 * An image as the engine knows it.
 *
 * @param id digest of its configuration
 * @param names its tags and its digests in repositories
 */
public record EngineImage(Digest id, List<String> names) {
  /** The names are kept as they are. */
  public EngineImage {
    names = List.copyOf(names);
  }
}
