package dev.drover.benchmarks;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;

/** What a call allocates, on whatever threads of this JVM. */
final class Allocation {

  /** Something that may fail. */
  interface Call {
    void run() throws Exception;
  }

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private Allocation() {}

  /** The median over rounds: a thread that ends takes its count with it and spoils its round. */
  static double perCall(Call call, int calls) throws Exception {
    double[] rounds = new double[9];
    for (int i = 0; i < rounds.length; i++) {
      long before = total();
      for (int k = 0; k < calls; k++) {
        call.run();
      }
      rounds[i] = (total() - before) / (double) calls;
    }
    Arrays.sort(rounds);
    return rounds[rounds.length / 2];
  }

  private static long total() {
    long sum = 0;
    for (long bytes : THREADS.getThreadAllocatedBytes(THREADS.getAllThreadIds())) {
      sum += Math.max(0, bytes);
    }
    return sum;
  }
}
