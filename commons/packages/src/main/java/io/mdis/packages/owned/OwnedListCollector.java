package io.mdis.packages.owned;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Gathers the paths of one list, of which only those that somebody asks for later are kept. */
final class OwnedListCollector {
  private static final int MAX_PATHS = 500_000;

  private final Predicate<String> wanted;
  private final PathHashes hashes = new PathHashes();
  private final List<String> problems = new ArrayList<>();

  OwnedListCollector(Predicate<String> wanted) {
    this.wanted = wanted;
  }

  /** A path as the list writes it, with or without a slash in front; false when no more fit. */
  boolean add(String listed) {
    String path = listed;
    while (path.startsWith("/") || path.startsWith("./")) {
      path = path.substring(path.startsWith("/") ? 1 : 2);
    }
    if (!path.isEmpty() && wanted.test(path)) {
      if (hashes.size() >= MAX_PATHS) {
        problem("lists more than " + MAX_PATHS + " files; what the others hold may be told twice");
        return false;
      }
      hashes.add(path);
    }
    return true;
  }

  void problem(String what) {
    problems.add(what);
  }

  OwnedList of(String path) {
    return new OwnedList(path, hashes.sorted(), problems);
  }
}
