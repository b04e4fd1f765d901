package dev.drover.hub;

import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;

/** Ids that no other client makes: a random start per client, then counting. */
final class RequestIds {

  private final String prefix =
      Long.toString(ThreadLocalRandom.current().nextLong(1L << 52, 1L << 53), 36) + "-";
  private final AtomicLong counter = new AtomicLong();

  String next() {
    return prefix + Long.toString(counter.incrementAndGet(), 36);
  }
}
