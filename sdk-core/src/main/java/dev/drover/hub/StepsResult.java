package dev.drover.hub;

import java.util.List;
import java.util.Optional;

/**
 * How a test case's steps went.
 *
 * @param steps the results of those that ran, in order
 * @param skipped the steps that did not run because an earlier one failed
 */
public record StepsResult(List<CommandResult> steps, List<String> skipped) {

  /** Copies the lists. */
  public StepsResult {
    steps = List.copyOf(steps);
    skipped = List.copyOf(skipped);
  }

  /** Whether all steps ran and succeeded. */
  public boolean isSuccess() {
    return skipped.isEmpty() && firstFailure().isEmpty();
  }

  /** The first step that failed, if one did. */
  public Optional<CommandResult> firstFailure() {
    return steps.stream().filter(step -> !step.isSuccess()).findFirst();
  }
}
