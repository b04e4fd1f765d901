package dev.drover.hub;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** Runs steps one after the other. */
final class StepsRun {

  private final Vm vm;
  private final List<String> steps;
  private final OnStepFailure onFailure;
  private final List<CommandResult> done = new ArrayList<>();
  private final CompletableFuture<StepsResult> result = new CompletableFuture<>();
  private volatile @Nullable CompletableFuture<CommandResult> current;

  private StepsRun(Vm vm, List<String> steps, OnStepFailure onFailure) {
    this.vm = vm;
    this.steps = List.copyOf(steps);
    this.onFailure = onFailure;
  }

  static StepsResult inTurn(Vm vm, List<String> steps, OnStepFailure onFailure) {
    StepsRun run = new StepsRun(vm, steps, onFailure);
    while (run.goesOn()) {
      run.done.add(vm.sendCommand(run.nextStep()));
    }
    return run.soFar();
  }

  static CompletableFuture<StepsResult> async(Vm vm, List<String> steps, OnStepFailure onFailure) {
    StepsRun run = new StepsRun(vm, steps, onFailure);
    run.result.whenComplete(
        (ignored, failure) -> {
          if (failure instanceof CancellationException) {
            run.cancelCurrent();
          }
        });
    run.step();
    return run.result;
  }

  private void step() {
    if (result.isDone()) {
      return;
    }
    if (!goesOn()) {
      result.complete(soFar());
      return;
    }
    CompletableFuture<CommandResult> command;
    try {
      command = vm.sendCommandAsync(nextStep());
    } catch (RuntimeException e) {
      // Later steps begin inside a future's callback, where an exception would just vanish.
      result.completeExceptionally(e);
      return;
    }
    current = command;
    if (result.isCancelled()) {
      cancelCurrent();
    }
    command.whenComplete(
        (ended, failure) -> {
          if (failure != null) {
            result.completeExceptionally(
                failure instanceof CompletionException && failure.getCause() != null
                    ? failure.getCause()
                    : failure);
          } else {
            done.add(ended);
            step();
          }
        });
  }

  private void cancelCurrent() {
    CompletableFuture<CommandResult> command = current;
    if (command != null) {
      command.cancel(false);
    }
  }

  private String nextStep() {
    return steps.get(done.size());
  }

  private boolean goesOn() {
    boolean failed = !done.isEmpty() && !done.get(done.size() - 1).isSuccess();
    return done.size() < steps.size() && !(failed && onFailure == OnStepFailure.STOP);
  }

  private StepsResult soFar() {
    return new StepsResult(done, steps.subList(done.size(), steps.size()));
  }
}
