package dev.drover.benchmarks;

import java.util.Arrays;

/** The middle of several measurements. */
final class Medians {

  private Medians() {}

  /** Sorts the values and takes the middle one. */
  static double of(double[] values) {
    Arrays.sort(values);
    return values[values.length / 2];
  }
}
