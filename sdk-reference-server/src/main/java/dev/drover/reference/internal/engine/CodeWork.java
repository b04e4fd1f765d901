package dev.drover.reference.internal.engine;

import dev.drover.internal.concurrent.DaemonThreads;
import dev.drover.reference.ExecutionModule.Action;
import org.jspecify.annotations.Nullable;

/** A module's code, on a thread of its own: it may block, and may never come back. */
final class CodeWork implements Work {

  private final Attempt attempt;
  private @Nullable Thread thread;

  CodeWork(Attempt attempt) {
    this.attempt = attempt;
  }

  @Override
  public void begin() {
    thread = DaemonThreads.start("drover-module-" + attempt.module().id(), this::run);
  }

  private void run() {
    try {
      Action action = attempt.module().action().orElseThrow();
      action.run(new AttemptContext(attempt));
    } catch (Throwable e) {
      // Assertions are errors, and a failed one is the most usual failure of all.
      attempt.workDone(e);
      return;
    }
    attempt.workDone(null);
  }

  @Override
  public void abandon() {
    if (thread != null && thread != Thread.currentThread()) {
      thread.interrupt();
    }
  }
}
