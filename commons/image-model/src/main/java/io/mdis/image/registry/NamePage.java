package io.mdis.image.registry;

import java.util.List;

/**
 * A page of a registry's list.
 *
 * @param names in the registry's order, each well formed
 * @param malformed how many were left out because they are no names
 * @param next asks for the page after it; null when it is the last
 */
public record NamePage(List<String> names, int malformed, String next) {
  /** Copies the names. */
  public NamePage {
    names = List.copyOf(names);
  }
}
