package io.mdis.history.dockerfile;

import io.mdis.contracts.Digest;
import java.util.List;
import java.util.Optional;

/** Images that others are built upon, recognised by their layers. */
@FunctionalInterface
public interface KnownBases {

  /** Knows none. */
  KnownBases NONE = layers -> Optional.empty();

  /**
   * The image with the most layers whose layers are the first ones of these, and not all of them.
   *
   * @param layers diffIDs from the base upwards
   */
  Optional<Known> beneath(List<Digest> layers);

  /**
   * A base image.
   *
   * @param name what a person calls it, such as {@code alpine:3.11}
   * @param layers how many layers it has
   */
  record Known(String name, int layers) {}
}
