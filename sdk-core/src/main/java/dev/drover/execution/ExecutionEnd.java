package dev.drover.execution;

import dev.drover.ConnectionException;
import dev.drover.execution.ExecutionEvent.ExecutionCompleted;
import dev.drover.execution.ExecutionEvent.ExecutionProgress;
import dev.drover.internal.concurrent.DaemonThreads;
import dev.drover.internal.concurrent.Timers;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The end of the execution, which comes once. Some servers tell it by a last progress only; others
 * by that and by the message for it, which has more to say and is therefore waited for.
 */
final class ExecutionEnd {

  /** Between the last progress and the message behind it lies nothing but the network. */
  private static final Duration MESSAGE_BEHIND = Duration.ofSeconds(1);

  private static final Set<String> NOT_OVER =
      Set.of("", "running", "pending", "queued", "in_progress", "active");

  private final Consumer<ExecutionCompleted> announce;
  private final AtomicBoolean announced = new AtomicBoolean();

  /** Done when the listeners have heard of it. */
  private final CompletableFuture<ExecutionCompleted> heard = new CompletableFuture<>();

  private volatile @Nullable ExecutionCompleted presumed;

  /**
   * An execution that goes on.
   *
   * @param announce told once of its end; may wait
   */
  ExecutionEnd(Consumer<ExecutionCompleted> announce) {
    this.announce = announce;
  }

  /** Whether the server has said that it is over. */
  boolean hasCome() {
    return announced.get() || presumed != null;
  }

  CompletableFuture<ExecutionCompleted> heard() {
    return heard;
  }

  /** The message came. */
  void is(ExecutionCompleted event) {
    if (announced.compareAndSet(false, true)) {
      announce.accept(event);
    }
  }

  /** A progress came, perhaps the last. */
  void perhaps(ExecutionProgress progress) {
    if (progress.percentage() >= 100
        && !NOT_OVER.contains(progress.status().toLowerCase(Locale.ROOT))
        && presumed == null) {
      presumed = EventReader.endOf(progress);
      Timers.schedule(() -> DaemonThreads.executor().execute(this::presume), MESSAGE_BEHIND);
    }
  }

  /** The session is over; what was not said by now never will be. */
  void onClosed(ConnectionException cause) {
    DaemonThreads.executor()
        .execute(
            () -> {
              presume();
              if (!announced.get()) {
                heard.completeExceptionally(cause);
              }
            });
  }

  private void presume() {
    ExecutionCompleted event = presumed;
    if (event != null) {
      is(event);
    }
  }
}
