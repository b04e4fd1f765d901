package dev.drover.reference;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One thing that a plan does on its devices: Java code, or a command of a VM. Immutable. */
public final class ExecutionModule {

  /** A module's code. */
  @FunctionalInterface
  public interface Action {
    /**
     * Does it. Runs on a thread of its own, which is interrupted when the step's time is up.
     *
     * @param context the device, and how to be heard
     * @throws Exception if it fails; see {@link ModuleContext#failure}
     */
    void run(ModuleContext context) throws Exception;
  }

  /** Longer than any step of the examples; keeps what hangs from hanging for ever. */
  private static final Duration DEFAULT_TIMEOUT = Duration.ofMinutes(5);

  private final String id;
  private final @Nullable Action action;
  private final @Nullable String command;
  private final List<String> devices;
  private final Duration timeout;
  private final int retries;

  private ExecutionModule(
      String id,
      @Nullable Action action,
      @Nullable String command,
      List<String> devices,
      Duration timeout,
      int retries) {
    if (id.isBlank()) {
      throw new IllegalArgumentException("a module needs an id that is not blank");
    }
    this.id = id;
    this.action = action;
    this.command = command;
    this.devices = devices;
    this.timeout = timeout;
    this.retries = retries;
  }

  /**
   * A module that is Java code.
   *
   * @param id the {@code module_id} on the wire, not blank
   * @param action what it does
   * @return the module
   */
  public static ExecutionModule code(String id, Action action) {
    return new ExecutionModule(id, action, null, List.of(), DEFAULT_TIMEOUT, 0);
  }

  /**
   * A module that runs a command on the device, which must be a VM of the fleet. Lines that the
   * command writes become log entries, an exit code other than 0 is a failure.
   *
   * @param id the {@code module_id} on the wire, not blank
   * @param command the command line
   * @return the module
   */
  public static ExecutionModule command(String id, String command) {
    if (command.isBlank()) {
      throw new IllegalArgumentException("the command is empty; give the VM something to run");
    }
    return new ExecutionModule(id, null, command, List.of(), DEFAULT_TIMEOUT, 0);
  }

  /**
   * Only for some of the plan's devices.
   *
   * @param deviceIds which
   * @return the changed copy
   */
  public ExecutionModule onlyOn(String... deviceIds) {
    return new ExecutionModule(id, action, command, List.of(deviceIds), timeout, retries);
  }

  /**
   * How long an attempt may take, five minutes unless said otherwise; over it, it fails with {@code
   * MODULE_TIMEOUT}.
   *
   * @param time above zero
   * @return the changed copy
   */
  public ExecutionModule withTimeout(Duration time) {
    if (time.isNegative() || time.isZero()) {
      throw new IllegalArgumentException("a module's timeout must be above zero, is " + time);
    }
    return new ExecutionModule(id, action, command, devices, time, retries);
  }

  /**
   * How often it is tried again when it fails; by default never.
   *
   * @param times 0 or more
   * @return the changed copy
   */
  public ExecutionModule withRetries(int times) {
    if (times < 0) {
      throw new IllegalArgumentException("retries must be 0 or more, are " + times);
    }
    return new ExecutionModule(id, action, command, devices, timeout, times);
  }

  /** The module's id. */
  public String id() {
    return id;
  }

  /** Its code, unless it is a command. */
  public Optional<Action> action() {
    return Optional.ofNullable(action);
  }

  /** Its command, unless it is code. */
  public Optional<String> command() {
    return Optional.ofNullable(command);
  }

  /**
   * Whether it is meant for a device.
   *
   * @param deviceId the device
   */
  public boolean isFor(String deviceId) {
    return devices.isEmpty() || devices.contains(deviceId);
  }

  /** How long an attempt may take. */
  public Duration timeout() {
    return timeout;
  }

  /** How often it is tried again. */
  public int retries() {
    return retries;
  }

  /** One line: id and what it is. */
  @Override
  public String toString() {
    return "ExecutionModule[" + id + ", " + (command == null ? "code" : command) + "]";
  }
}
