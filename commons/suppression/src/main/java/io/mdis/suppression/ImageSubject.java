package io.mdis.suppression;

import java.util.List;
import java.util.Set;

/**
 * The image that findings are judged of.
 *
 * @param names that it goes by; empty for a file that has none
 * @param environments labels of where it runs; empty when not known
 */
public record ImageSubject(List<ImageName> names, Set<String> environments) {

  /** Copies what it is given. */
  public ImageSubject {
    names = List.copyOf(names);
    environments = Set.copyOf(environments);
  }
}
