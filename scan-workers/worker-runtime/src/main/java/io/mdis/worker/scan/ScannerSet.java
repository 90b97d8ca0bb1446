package io.mdis.worker.scan;

import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The scanners that a worker runs, one for each dimension, in the order of their names. */
public final class ScannerSet implements Iterable<Scanner> {
  private final List<Scanner> scanners;

  private ScannerSet(List<Scanner> scanners) {
    this.scanners = scanners;
  }

  /**
   * Those of the scanners that are wanted.
   *
   * @param wanted dimensions; all when absent
   * @throws IllegalArgumentException for two scanners of one dimension, or none of a wanted one
   */
  public static ScannerSet of(Collection<Scanner> all, Optional<Set<String>> wanted) {
    Map<String, Scanner> byDimension = new TreeMap<>();
    for (Scanner scanner : all) {
      if (byDimension.putIfAbsent(scanner.dimension(), scanner) != null) {
        throw new IllegalArgumentException(
            "two scanners for the dimension " + scanner.dimension() + ": remove one");
      }
    }
    Set<String> unknown =
        wanted.orElse(Set.of()).stream()
            .filter(dimension -> !byDimension.containsKey(dimension))
            .collect(Collectors.toSet());
    if (!unknown.isEmpty()) {
      throw new IllegalArgumentException(
          "no scanner for the dimensions " + unknown + ": there are " + byDimension.keySet());
    }
    return new ScannerSet(
        byDimension.values().stream()
            .filter(scanner -> wanted.isEmpty() || wanted.get().contains(scanner.dimension()))
            .toList());
  }

  /** What they look at. */
  public Set<String> dimensions() {
    return scanners.stream().map(Scanner::dimension).collect(Collectors.toUnmodifiableSet());
  }

  @Override
  public Iterator<Scanner> iterator() {
    return scanners.iterator();
  }
}
