package dev.drover.reference.internal.peer;

import java.util.concurrent.atomic.AtomicLong;

/** The numbers of one server's connections, from 1. */
public final class PeerIds {

  private final AtomicLong last = new AtomicLong();

  /** Another number. */
  public long next() {
    return last.incrementAndGet();
  }
}
