package dev.drover.execution;

import dev.drover.DroverException;
import dev.drover.RequestTimeoutException;
import dev.drover.Subscription;
import dev.drover.internal.concurrent.DaemonThreads;
import dev.drover.internal.concurrent.Timers;
import dev.drover.internal.session.Durations;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledFuture;
import java.util.function.Predicate;

/** Waits for a frame that fulfils a condition: until it comes, the preview ends, or time is up. */
final class FrameWait {

  /** The frame that was there already, and one that comes while it is being looked at. */
  private static final int WAITING = 2;

  private final DefaultPreview preview;
  private final Predicate<? super PreviewFrame> condition;
  private final CompletableFuture<PreviewFrame> found = new CompletableFuture<>();
  private final FrameLane lane;

  /** Begins to look at frames. */
  FrameWait(DefaultPreview preview, Predicate<? super PreviewFrame> condition) {
    this.preview = preview;
    this.condition = condition;
    this.lane = preview.listen(WAITING, this::look);
    Subscription ending = preview.end().onEnd(this::previewEnded);
    found.whenComplete(
        (frame, failure) -> {
          lane.close();
          ending.close();
        });
  }

  /** Looks at a frame that came before. */
  void consider(PreviewFrame frame) {
    lane.offer(frame);
  }

  /** Nobody waits any more. */
  void giveUp() {
    found.cancel(false);
  }

  /** From now on time counts. */
  CompletableFuture<PreviewFrame> within(Duration timeout) {
    ScheduledFuture<?> timer =
        Timers.schedule(() -> DaemonThreads.executor().execute(() -> timedOut(timeout)), timeout);
    found.whenComplete((frame, failure) -> timer.cancel(false));
    return found;
  }

  private void look(PreviewFrame frame) {
    try {
      if (condition.test(frame)) {
        found.complete(frame);
      }
    } catch (RuntimeException | Error e) {
      found.completeExceptionally(e);
    }
  }

  private void timedOut(Duration timeout) {
    found.completeExceptionally(
        new RequestTimeoutException(
            "no frame of %s fulfilled the condition within %s; %d frames have come in all, the newest %s; look at it with latest(), or wait longer"
                .formatted(
                    preview.deviceId(),
                    Durations.text(timeout),
                    preview.frames(),
                    preview.latest().map(PreviewFrame::toString).orElse("none"))));
  }

  private void previewEnded(Optional<DroverException> why) {
    found.completeExceptionally(
        new DroverException(
            "the preview of %s ended before a frame fulfilled the condition: %s"
                .formatted(
                    preview.deviceId(),
                    why.map(Throwable::getMessage).orElse("it was closed here")),
            why.orElse(null)));
  }
}
