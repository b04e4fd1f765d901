package dev.drover.reference.internal.engine;

import dev.drover.reference.ExecutionModule;
import dev.drover.reference.internal.execution.Device;
import dev.drover.reference.internal.execution.LiveExecution;
import dev.drover.reference.internal.screen.Picture;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One attempt of a step: ends once, by its work, its timeout, the loss of its device or the end of
 * the execution, whichever comes first. Its state is guarded by the executions' lock.
 */
final class Attempt {

  /** For the picture that is taken after the work, which is no reason to hold the plan up. */
  private static final long PICTURE_SECONDS = 5;

  private final PlanRun run;
  private final Device device;
  private final ExecutionModule module;
  private final int number;
  private final Work work;
  private Consumer<@Nullable StepFailure> onEnd = failure -> {};
  private @Nullable Future<?> timeout;
  private @Nullable String screenshotUrl;
  private long startMillis;
  private long endMillis;
  private boolean worked;
  private boolean ended;

  Attempt(PlanRun run, Device device, ExecutionModule module, int number) {
    this.run = run;
    this.device = device;
    this.module = module;
    this.number = number;
    this.startMillis = run.executions().clock().now();
    this.work =
        module
            .command()
            .<Work>map(line -> new CommandWork(this, line, run.vms()))
            .orElseGet(() -> new CodeWork(this));
  }

  Object lock() {
    return run.executions().lock();
  }

  Device device() {
    return device;
  }

  ExecutionModule module() {
    return module;
  }

  int number() {
    return number;
  }

  // ---- for the lane, under the lock

  /** Whom to tell, under the lock, how it ended; null means well. */
  void onEnd(Consumer<@Nullable StepFailure> listener) {
    onEnd = listener;
  }

  void begin() {
    timeout =
        run.executions()
            .clock()
            .later(
                module.timeout().toMillis(),
                () -> {
                  if (!worked) {
                    end(StepFailure.timeout(module.id(), module.timeout()));
                  }
                });
    work.begin();
  }

  void end(@Nullable StepFailure failure) {
    if (ended) {
      return;
    }
    workEnds();
    ended = true;
    work.abandon();
    onEnd.accept(failure);
  }

  private void workEnds() {
    if (!worked) {
      worked = true;
      endMillis = run.executions().clock().now();
    }
    if (timeout != null) {
      timeout.cancel(false);
    }
  }

  long millis() {
    return endMillis - startMillis;
  }

  Optional<String> screenshotUrl() {
    return Optional.ofNullable(screenshotUrl);
  }

  // ---- for the work, off the lock

  /** Says something, unless it is too late. */
  void log(String level, String message) {
    synchronized (lock()) {
      if (!ended) {
        execution().log(device.id(), level, message, module.id());
      }
    }
  }

  /** Keeps a picture, which becomes the step's. */
  String keep(Picture picture) {
    byte[] encoded = picture.encoded();
    synchronized (lock()) {
      screenshotUrl = execution().keep(encoded);
      return screenshotUrl;
    }
  }

  private LiveExecution execution() {
    return run.execution();
  }

  /** The work is done, well or not. A good step gets a picture if there is something to see. */
  void workDone(@Nullable Throwable failure) {
    synchronized (lock()) {
      if (ended) {
        return;
      }
      workEnds();
      if (failure != null) {
        end(StepFailure.of(failure));
        return;
      }
    }
    picture()
        .orTimeout(PICTURE_SECONDS, TimeUnit.SECONDS)
        .whenComplete(
            (done, without) -> {
              synchronized (lock()) {
                end(null);
              }
            });
  }

  private CompletableFuture<?> picture() {
    synchronized (lock()) {
      if (screenshotUrl != null || !device.hasScreen()) {
        return CompletableFuture.completedFuture(null);
      }
    }
    return device.look().thenApply(this::keep);
  }
}
