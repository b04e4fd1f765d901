package dev.drover.execution;

import dev.drover.execution.ExecutionEvent.DeviceStatus;
import dev.drover.execution.ExecutionEvent.ExecutionCompleted;
import dev.drover.execution.ExecutionEvent.ExecutionProgress;
import dev.drover.execution.ExecutionEvent.StepEvent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is known of an execution, kept as messages arrive. Bounded. */
final class ExecutionState {

  private static final int MOST_STEPS = 10_000;
  private static final int MOST_DEVICES = 10_000;

  private final String executionId;
  private final Map<String, StepEvent> steps = new LinkedHashMap<>();
  private final Map<String, DeviceStatus> devices = new LinkedHashMap<>();
  private @Nullable ExecutionProgress progress;
  private @Nullable ExecutionCompleted completion;
  private long forgottenSteps;
  private long nameless;

  ExecutionState(String executionId) {
    this.executionId = executionId;
  }

  synchronized void progress(ExecutionProgress event) {
    progress = event;
  }

  synchronized void device(DeviceStatus event) {
    if (devices.containsKey(event.deviceId()) || devices.size() < MOST_DEVICES) {
      devices.put(event.deviceId(), event);
    }
  }

  /** A step without an id is one of its own. */
  synchronized void step(StepEvent event) {
    steps.put(event.stepId().isEmpty() ? "\0" + nameless++ : event.stepId(), event);
    if (steps.size() > MOST_STEPS) {
      steps.remove(steps.keySet().iterator().next());
      forgottenSteps++;
    }
  }

  synchronized void completed(ExecutionCompleted event) {
    completion = event;
  }

  synchronized ExecutionSnapshot snapshot() {
    return new ExecutionSnapshot(
        executionId,
        Optional.ofNullable(progress),
        new ArrayList<>(steps.values()),
        forgottenSteps,
        devices,
        Optional.ofNullable(completion));
  }
}
