package dev.drover.agent;

import dev.drover.internal.console.Console;
import dev.drover.internal.process.CommandEnd;
import dev.drover.internal.process.CommandSpec;
import dev.drover.internal.process.CommandWatcher;
import dev.drover.internal.session.Durations;
import java.util.function.IntFunction;

/**
 * Shows all commands on the VM's console, times them, and says whenever there is one more or less.
 */
final class CommandsShown implements CommandWatcher {

  private final Console console;
  private final RunningTimes times;
  private final Runnable changed;

  CommandsShown(Console console, RunningTimes times, Runnable changed) {
    this.console = console;
    this.times = times;
    this.changed = changed;
  }

  @Override
  public void started(CommandSpec spec, int running, IntFunction<String> tail) {
    times.started(spec.id());
    console.started(spec.id(), spec.line(), tail);
    changed.run();
  }

  @Override
  public void ended(CommandSpec spec, int running, CommandEnd end) {
    times.ended(spec.id());
    console.ended(spec.id(), note(end));
    changed.run();
  }

  private static String note(CommandEnd end) {
    if (end.timeout() != null) {
      return "stopped after its timeout of " + Durations.text(end.timeout());
    }
    return end.exitCode() == 0 ? "" : "exit " + end.exitCode();
  }
}
