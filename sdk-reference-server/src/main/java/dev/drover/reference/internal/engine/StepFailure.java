package dev.drover.reference.internal.engine;

import dev.drover.DroverException;
import dev.drover.reference.internal.execution.Codes;
import dev.drover.reference.internal.execution.VmFailure;
import java.time.Duration;
import java.util.concurrent.CompletionException;

/** Why an attempt failed, with its code. */
final class StepFailure extends DroverException {

  private static final long serialVersionUID = 1L;

  private static final String MODULE_FAILED = "MODULE_FAILED";
  private static final String COMMAND_FAILED = "COMMAND_FAILED";
  private static final String CANCELLED = "CANCELLED";

  private final String code;

  StepFailure(String code, String message) {
    super(message, null);
    this.code = code;
  }

  static StepFailure timeout(String moduleId, Duration limit) {
    return new StepFailure(
        Codes.MODULE_TIMEOUT,
        "Module %s did not end within %d ms".formatted(moduleId, limit.toMillis()));
  }

  static StepFailure deviceLost(String deviceId) {
    return new StepFailure(Codes.DEVICE_DISCONNECTED, "Device " + deviceId + " is disconnected");
  }

  static StepFailure exit(String command, int exitCode) {
    return new StepFailure(
        COMMAND_FAILED, "the command '%s' exited with %d".formatted(command, exitCode));
  }

  static StepFailure cancelled() {
    return new StepFailure(CANCELLED, "the execution was ended before the step was done");
  }

  /** What a module's code or a VM threw, as a failure that can be told. */
  static StepFailure of(Throwable thrown) {
    Throwable cause =
        thrown instanceof CompletionException && thrown.getCause() != null
            ? thrown.getCause()
            : thrown;
    if (cause instanceof StepFailure failure) {
      return failure;
    }
    String message = cause.getMessage() == null ? cause.toString() : cause.getMessage();
    return cause instanceof VmFailure vm
        ? new StepFailure(vm.code(), message)
        : new StepFailure(MODULE_FAILED, message);
  }

  String code() {
    return code;
  }

  String reason() {
    return String.valueOf(getMessage());
  }
}
