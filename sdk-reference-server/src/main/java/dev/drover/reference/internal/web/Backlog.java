package dev.drover.reference.internal.web;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/** How much waits to be sent to a peer, and who waits for it to become less. For any thread. */
final class Backlog {

  /** Above it whoever causes more is held; a screenshot or two, or seconds of a build's output. */
  private static final long HIGH_WATER = 1 << 20;

  private static final long LOW_WATER = HIGH_WATER / 2;

  /** What a waiting message costs besides its text, roughly. */
  private static final int OVERHEAD = 100;

  private final int maxBytes;
  private final AtomicLong bytes = new AtomicLong();
  private final Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();
  private volatile boolean ended;

  Backlog(int maxBytes) {
    this.maxBytes = maxBytes;
  }

  /** A message waits; says whether that is still within the limit. */
  boolean add(int length) {
    return bytes.addAndGet(length + OVERHEAD) <= maxBytes + OVERHEAD;
  }

  /** A message has left, or never will. */
  void remove(int length) {
    long left = bytes.addAndGet(-(length + OVERHEAD));
    if (left <= LOW_WATER && !waiting.isEmpty()) {
      runWaiting();
    }
  }

  boolean isEmpty() {
    return bytes.get() <= 0;
  }

  boolean isWritable() {
    return bytes.get() <= HIGH_WATER;
  }

  /** Runs a task, once, as soon as more is welcome or the peer's end has come; maybe now. */
  void onceWritable(Runnable task) {
    waiting.add(task);
    if (ended || bytes.get() <= LOW_WATER) {
      runWaiting();
    }
  }

  /** Nothing is sent any more: nobody need wait. */
  void end() {
    ended = true;
    runWaiting();
  }

  private void runWaiting() {
    for (Runnable task = waiting.poll(); task != null; task = waiting.poll()) {
      task.run();
    }
  }
}
