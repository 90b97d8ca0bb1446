package io.mdis.measurement.docker;

import io.mdis.measurement.tree.Difference;
import java.util.List;

/**
 * A check that failed.
 *
 * @param check which
 * @param layer number of the layer from the base, 0 first; -1 for the image itself
 * @param message what is wrong, for people
 * @param differences for {@link Check#FILES}: which files, the first of them
 */
public record Breach(Check check, int layer, String message, List<Difference> differences) {
  /** The image itself. */
  public static final int IMAGE = -1;

  /** The differences are kept as they are. */
  public Breach {
    differences = List.copyOf(differences);
  }

  Breach(Check check, int layer, String message) {
    this(check, layer, message, List.of());
  }
}
