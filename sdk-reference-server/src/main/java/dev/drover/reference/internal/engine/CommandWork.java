package dev.drover.reference.internal.engine;

import dev.drover.reference.internal.execution.Vms;
import dev.drover.reference.internal.execution.Vms.VmCommand;
import org.jspecify.annotations.Nullable;

/** A command on a VM of the fleet: its lines become log entries, its exit code decides. */
final class CommandWork implements Work {

  private final Attempt attempt;
  private final String line;
  private final Vms vms;
  private final Lines out;
  private final Lines err;
  private @Nullable VmCommand command;

  CommandWork(Attempt attempt, String line, Vms vms) {
    this.attempt = attempt;
    this.line = line;
    this.vms = vms;
    this.out = new Lines(text -> attempt.log("INFO", text));
    this.err = new Lines(text -> attempt.log("WARNING", text));
  }

  @Override
  public void begin() {
    VmCommand begun =
        vms.run(attempt.device().id(), line, (stderr, text) -> (stderr ? err : out).add(text));
    command = begun;
    begun
        .exitCode()
        .whenComplete(
            (exitCode, failure) -> {
              out.end();
              err.end();
              attempt.workDone(
                  failure != null || exitCode == 0 ? failure : StepFailure.exit(line, exitCode));
            });
  }

  @Override
  public void abandon() {
    if (command != null) {
      command.stop();
    }
  }
}
