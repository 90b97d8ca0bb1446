package io.mdis.benchmarks;

import java.util.Arrays;

/** How long something took. */
final class Seconds {
  private Seconds() {}

  /** Something that is measured. */
  @FunctionalInterface
  interface Step {
    void run() throws Exception;
  }

  static double of(Step step) throws Exception {
    long start = System.nanoTime();
    step.run();
    return (System.nanoTime() - start) / 1e9;
  }

  static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}
