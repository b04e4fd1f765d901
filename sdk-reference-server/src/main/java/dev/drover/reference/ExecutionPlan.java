package dev.drover.reference;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.UUID;

/**
 * What an execution does: modules, on devices. Each device runs the modules in their order; the
 * devices work side by side. Immutable.
 *
 * <pre>{@code
 * ExecutionPlan plan =
 *     ExecutionPlan.on("vm-1", "vm-2")
 *         .withModule(ExecutionModule.command("build", "make").withRetries(1))
 *         .withModule(ExecutionModule.code("login", context -> context.log("hello")));
 * }</pre>
 */
public final class ExecutionPlan {

  private final String executionId;
  private final List<String> devices;
  private final List<ExecutionModule> modules;
  private final boolean stopsOnFailure;

  private ExecutionPlan(
      String executionId,
      List<String> devices,
      List<ExecutionModule> modules,
      boolean stopsOnFailure) {
    this.executionId = executionId;
    this.devices = devices;
    this.modules = modules;
    this.stopsOnFailure = stopsOnFailure;
  }

  /**
   * A plan without modules, under a new id.
   *
   * @param deviceIds VMs of the fleet, or devices that only exist by name; at least one
   * @return the plan
   */
  public static ExecutionPlan on(String... deviceIds) {
    List<String> devices = List.copyOf(new LinkedHashSet<>(List.of(deviceIds)));
    if (devices.isEmpty() || devices.stream().anyMatch(String::isBlank)) {
      throw new IllegalArgumentException("a plan needs devices, whose ids are not blank");
    }
    return new ExecutionPlan(UUID.randomUUID().toString(), devices, List.of(), false);
  }

  /**
   * Another id.
   *
   * @param id a UUID
   * @return the changed copy
   */
  public ExecutionPlan withId(UUID id) {
    return new ExecutionPlan(id.toString(), devices, modules, stopsOnFailure);
  }

  /**
   * One module more, after the others.
   *
   * @param module what to do
   * @return the changed copy
   */
  public ExecutionPlan withModule(ExecutionModule module) {
    List<ExecutionModule> more = new ArrayList<>(modules);
    more.add(module);
    return new ExecutionPlan(executionId, devices, List.copyOf(more), stopsOnFailure);
  }

  /**
   * Gives the whole execution up, as {@link ExecutionStatus#FAILED}, when a step has failed for
   * good. Otherwise the next step follows.
   *
   * @return the changed copy
   */
  public ExecutionPlan stoppingOnFailure() {
    return new ExecutionPlan(executionId, devices, modules, true);
  }

  /** The id that the execution will have. */
  public String executionId() {
    return executionId;
  }

  /** The devices, each once. */
  public List<String> devices() {
    return devices;
  }

  /** The modules, in order. */
  public List<ExecutionModule> modules() {
    return modules;
  }

  /** Whether a failure ends it. */
  public boolean stopsOnFailure() {
    return stopsOnFailure;
  }

  /** One line: id, how many modules on which devices. */
  @Override
  public String toString() {
    return "ExecutionPlan[%s, %d modules on %s]".formatted(executionId, modules.size(), devices);
  }
}
