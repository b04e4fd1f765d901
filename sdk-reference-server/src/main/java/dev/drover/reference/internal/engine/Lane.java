package dev.drover.reference.internal.engine;

import dev.drover.reference.ExecutionModule;
import dev.drover.reference.ExecutionStep;
import dev.drover.reference.internal.execution.Codes;
import dev.drover.reference.internal.execution.Device;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/** What one device has to do, one module after the other. All of it happens under the lock. */
final class Lane {

  private final PlanRun run;
  private final Device device;
  private final Queue<ExecutionModule> modules;
  private @Nullable Attempt current;

  Lane(PlanRun run, Device device, List<ExecutionModule> modules) {
    this.run = run;
    this.device = device;
    this.modules = new ArrayDeque<>(modules);
  }

  /** Begins the next step, or ends. */
  void next() {
    ExecutionModule module = modules.poll();
    if (run.isOver()) {
      return;
    }
    if (module == null) {
      rest();
      run.laneEnded(this);
      return;
    }
    attempt(module, ExecutionStep.of(device.id(), module.id()));
  }

  private void attempt(ExecutionModule module, ExecutionStep step) {
    if (run.isOver()) {
      return;
    }
    run.stepBegins(module.id());
    if (device.isConnected() && !device.status().equals("busy")) {
      device.status("busy");
    }
    Attempt attempt = new Attempt(run, device, module, step.attempt());
    current = attempt;
    attempt.onEnd(failure -> ended(attempt, module, step, failure));
    if (device.isConnected()) {
      attempt.begin();
    } else {
      attempt.end(StepFailure.deviceLost(device.id()));
    }
  }

  /** Called once for each attempt, under the lock. */
  private void ended(
      Attempt attempt, ExecutionModule module, ExecutionStep step, @Nullable StepFailure failure) {
    current = null;
    ExecutionStep done =
        attempt
            .screenshotUrl()
            .map(step::withScreenshotUrl)
            .orElse(step)
            .withDuration(Duration.ofMillis(attempt.millis()));
    if (failure == null) {
      run.execution().stepCompleted(done);
    } else {
      failed(module, done, failure);
      return;
    }
    run.stepEnded(module.id(), true);
    run.soon(this::next);
  }

  private void failed(ExecutionModule module, ExecutionStep done, StepFailure failure) {
    boolean again = !run.isOver() && device.isConnected() && done.attempt() <= module.retries();
    if (failure.code().equals(Codes.MODULE_TIMEOUT)) {
      run.execution().error(device.id(), failure.code(), failure.reason());
    }
    run.execution()
        .stepFailed(done.withAttempt(done.attempt(), again), failure.code(), failure.reason());
    if (again) {
      ExecutionStep retry = ExecutionStep.of(device.id(), module.id()).withId(done.stepId());
      run.soon(() -> attempt(module, retry.withAttempt(done.attempt() + 1, false)));
    } else if (!run.isOver()) {
      run.stepEnded(module.id(), false);
      run.soon(this::next);
    }
  }

  void deviceLost(Device lost) {
    if (lost == device && current != null) {
      current.end(StepFailure.deviceLost(device.id()));
    }
  }

  /** Ends at once; what was under way is told as failed. */
  void stop() {
    if (current != null) {
      current.end(StepFailure.cancelled());
    }
    rest();
  }

  private void rest() {
    if (device.isConnected() && device.status().equals("busy")) {
      device.status("idle");
    }
  }
}
