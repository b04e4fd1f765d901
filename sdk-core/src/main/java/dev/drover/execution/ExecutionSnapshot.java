package dev.drover.execution;

import dev.drover.execution.ExecutionEvent.DeviceStatus;
import dev.drover.execution.ExecutionEvent.ExecutionCompleted;
import dev.drover.execution.ExecutionEvent.ExecutionProgress;
import dev.drover.execution.ExecutionEvent.StepEvent;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is known of an execution at one moment. It may know more than listeners have heard, if they
 * are slow; and less than has happened, since servers do not repeat what came before the client.
 *
 * @param executionId the execution
 * @param progress the newest progress
 * @param steps the newest word of each step, in the order in which they were first heard of
 * @param forgottenSteps how many steps more there were, beyond the newest ten thousand
 * @param devices the newest state of each device, by its id
 * @param completion the end, once it has come
 */
public record ExecutionSnapshot(
    String executionId,
    Optional<ExecutionProgress> progress,
    List<StepEvent> steps,
    long forgottenSteps,
    Map<String, DeviceStatus> devices,
    Optional<ExecutionCompleted> completion) {

  /** Copies the collections. */
  public ExecutionSnapshot {
    steps = List.copyOf(steps);
    devices = Map.copyOf(devices);
  }

  /** One line: how far it is. */
  @Override
  public String toString() {
    return "ExecutionSnapshot[%s, %s, %d steps, %d devices]"
        .formatted(
            executionId,
            completion
                .map(end -> "ended: " + end.status())
                .orElse(
                    progress
                        .map(p -> p.percentage() + " % (" + p.currentStep() + ")")
                        .orElse("no progress yet")),
            steps.size() + forgottenSteps,
            devices.size());
  }
}
