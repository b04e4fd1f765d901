package dev.drover.execution;

import dev.drover.DroverException;
import dev.drover.Subscription;
import dev.drover.internal.concurrent.DaemonThreads;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The end of a preview, and who waits for it. */
final class PreviewEnd {

  private final Set<Consumer<Optional<DroverException>>> waiting = new LinkedHashSet<>();
  private volatile boolean come;
  private @Nullable DroverException why;

  /**
   * It has come; only the first time counts. Nobody is told on this thread.
   *
   * @param cause why; null if the preview was closed here
   */
  void is(@Nullable DroverException cause) {
    synchronized (waiting) {
      if (come) {
        return;
      }
      come = true;
      why = cause;
      waiting.forEach(this::tell);
      waiting.clear();
    }
  }

  boolean hasCome() {
    return come;
  }

  /**
   * Hears of the end, also if it has come already.
   *
   * @param listener is given the reason; none if the preview was closed here
   */
  Subscription onEnd(Consumer<Optional<DroverException>> listener) {
    synchronized (waiting) {
      if (come) {
        tell(listener);
      } else {
        waiting.add(listener);
      }
    }
    return new Waiting(listener);
  }

  private void tell(Consumer<Optional<DroverException>> listener) {
    Optional<DroverException> cause = Optional.ofNullable(why);
    DaemonThreads.executor().execute(() -> listener.accept(cause));
  }

  private final class Waiting implements Subscription {
    private final Consumer<Optional<DroverException>> listener;

    Waiting(Consumer<Optional<DroverException>> listener) {
      this.listener = listener;
    }

    @Override
    public boolean isActive() {
      synchronized (waiting) {
        return waiting.contains(listener);
      }
    }

    @Override
    public void close() {
      synchronized (waiting) {
        waiting.remove(listener);
      }
    }
  }
}
