package dev.drover.runner;

import dev.drover.internal.concurrent.DaemonThreads;
import dev.drover.internal.session.ErrorSink;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;

/** An agent's jobs: some run, others wait for their turn. */
final class AgentJobs {

  /** A server gives jobs to idle agents; one that does not is told by errors, not by memory. */
  private static final int MOST_WAITING = 1000;

  private final int most;
  private final ErrorSink errors;
  private final Map<String, AgentJob> known = new LinkedHashMap<>();
  private final Queue<AgentJob> waiting = new ArrayDeque<>();
  private int running;
  private boolean closed;

  AgentJobs(int most, ErrorSink errors) {
    this.most = most;
    this.errors = errors;
  }

  /** Those that are not done yet. */
  synchronized List<AgentJob> known() {
    return List.copyOf(known.values());
  }

  /** Takes a job; one with an id that is under way already is the same again. */
  synchronized void add(AgentJob job) {
    if (closed || waiting.size() >= MOST_WAITING || known.putIfAbsent(job.key(), job) != null) {
      errors.report(
          "ignored the " + job.key() + ": it is under way already, or too many are", null);
      return;
    }
    waiting.add(job);
    begin();
  }

  /** Cancels a job; one that is not known has ended, or never was. */
  void cancel(String key) {
    AgentJob job;
    synchronized (this) {
      job = known.get(key);
    }
    if (job != null) {
      job.cancel();
    }
  }

  /**
   * Cancels all, takes no more, and waits until all have ended.
   *
   * @param patience how long to wait
   */
  void close(Duration patience) {
    List<AgentJob> left;
    synchronized (this) {
      closed = true;
      left = List.copyOf(known.values());
    }
    left.forEach(AgentJob::cancel);
    long deadline = System.nanoTime() + patience.toNanos();
    try {
      awaitNone(deadline);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized void awaitNone(long deadline) throws InterruptedException {
    long left = deadline - System.nanoTime();
    while (running > 0 && left > 0) {
      wait(left / 1_000_000 + 1);
      left = deadline - System.nanoTime();
    }
  }

  private synchronized void begin() {
    while (running < most && !waiting.isEmpty()) {
      AgentJob next = waiting.remove();
      running++;
      DaemonThreads.executor().execute(() -> run(next));
    }
  }

  private void run(AgentJob job) {
    try {
      job.run(() -> forget(job));
    } catch (InterruptedException e) {
      // Only handlers are interrupted, and they have ended.
      throw new IllegalStateException(e);
    } finally {
      forget(job); // Also if it broke.
      ended();
    }
  }

  /** Who hears of its end may start one of the same id at once. */
  private synchronized void forget(AgentJob job) {
    known.remove(job.key(), job);
  }

  private synchronized void ended() {
    running--;
    notifyAll();
    begin();
  }
}
