package dev.drover.reference.internal.engine;

import dev.drover.internal.concurrent.DaemonThreads;
import dev.drover.reference.ExecutionModule;
import dev.drover.reference.ExecutionPlan;
import dev.drover.reference.ExecutionStatus;
import dev.drover.reference.internal.execution.Conductor;
import dev.drover.reference.internal.execution.Device;
import dev.drover.reference.internal.execution.Executions;
import dev.drover.reference.internal.execution.LiveExecution;
import dev.drover.reference.internal.execution.Vms;
import java.util.ArrayList;
import java.util.List;

/** A plan under way: a lane for each device. All of it happens under the lock. */
final class PlanRun implements Conductor {

  private final ExecutionPlan plan;
  private final LiveExecution execution;
  private final Executions executions;
  private final Vms vms;
  private final List<Lane> lanes = new ArrayList<>();
  private int ended;
  private boolean over;

  PlanRun(ExecutionPlan plan, LiveExecution execution, Executions executions, Vms vms) {
    this.plan = plan;
    this.execution = execution;
    this.executions = executions;
    this.vms = vms;
  }

  int plannedSteps() {
    return plan.devices().stream().mapToInt(device -> modulesFor(device).size()).sum();
  }

  private List<ExecutionModule> modulesFor(String deviceId) {
    return plan.modules().stream().filter(module -> module.isFor(deviceId)).toList();
  }

  void start() {
    for (String id : plan.devices()) {
      lanes.add(new Lane(this, execution.device(id), modulesFor(id)));
    }
    List.copyOf(lanes).forEach(Lane::next);
  }

  LiveExecution execution() {
    return execution;
  }

  Executions executions() {
    return executions;
  }

  Vms vms() {
    return vms;
  }

  boolean isOver() {
    return over;
  }

  /** Does something under the lock, but not right now: plans may be longer than stacks are deep. */
  void soon(Runnable task) {
    DaemonThreads.executor()
        .execute(
            () -> {
              synchronized (executions.lock()) {
                task.run();
              }
            });
  }

  /** A step begins, maybe again. */
  void stepBegins(String moduleId) {
    execution.progress(percentage(), moduleId);
  }

  /** A step has ended for good. */
  void stepEnded(String moduleId, boolean success) {
    ended++;
    execution.progress(percentage(), moduleId);
    if (!success && plan.stopsOnFailure()) {
      execution.complete(ExecutionStatus.FAILED);
    }
  }

  private int percentage() {
    return ended * 100 / Math.max(1, plannedSteps());
  }

  /** A device has nothing left to do; maybe none has. */
  void laneEnded(Lane lane) {
    lanes.remove(lane);
    if (lanes.isEmpty() && !over) {
      execution.complete(ExecutionStatus.COMPLETED);
    }
  }

  @Override
  public void deviceLost(Device device) {
    List.copyOf(lanes).forEach(lane -> lane.deviceLost(device));
  }

  @Override
  public void ending() {
    over = true;
    List.copyOf(lanes).forEach(Lane::stop);
  }
}
