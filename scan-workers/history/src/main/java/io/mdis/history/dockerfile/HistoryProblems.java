package io.mdis.history.dockerfile;

import java.util.ArrayList;
import java.util.List;

/** What is wrong with a history: the first few are told, the others counted. */
final class HistoryProblems {
  private static final int TOLD = 10;

  private final List<String> told = new ArrayList<>();
  private int more;

  void add(String problem) {
    if (told.contains(problem)) {
      return;
    }
    if (told.size() < TOLD) {
      told.add(problem);
    } else {
      more++;
    }
  }

  List<String> all() {
    List<String> all = new ArrayList<>(told);
    if (more > 0) {
      all.add("and " + more + " more of this kind");
    }
    return all;
  }
}
