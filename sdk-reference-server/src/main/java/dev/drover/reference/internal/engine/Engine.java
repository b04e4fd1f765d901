package dev.drover.reference.internal.engine;

import dev.drover.reference.ExecutionPlan;
import dev.drover.reference.internal.execution.Executions;
import dev.drover.reference.internal.execution.LiveExecution;
import dev.drover.reference.internal.execution.Vms;

/** Starts executions by their plans. */
public final class Engine {

  private final Executions executions;
  private final Vms vms;

  /** An engine for one server's executions. */
  public Engine(Executions executions, Vms vms) {
    this.executions = executions;
    this.vms = vms;
  }

  /**
   * Starts an execution.
   *
   * @throws IllegalStateException if one of this id is under way
   */
  public LiveExecution execute(ExecutionPlan plan) {
    LiveExecution execution = executions.getActive(plan.executionId());
    PlanRun run = new PlanRun(plan, execution, executions, vms);
    synchronized (executions.lock()) {
      plan.devices().forEach(execution::device);
      execution.conductedBy(run, run.plannedSteps());
      run.start();
    }
    return execution;
  }
}
