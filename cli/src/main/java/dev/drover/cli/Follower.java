package dev.drover.cli;

import dev.drover.hub.CommandHandle;
import dev.drover.hub.CommandOutput;
import dev.drover.hub.CommandRequest;
import dev.drover.hub.CommandResult;
import dev.drover.hub.Vm;
import java.io.InputStream;
import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;

/** Follows one command to its end: its output to ours, our input and signals to it. */
final class Follower {

  private final PrintWriter out;
  private final PrintWriter err;
  private final boolean json;
  private final Interruption interruption;

  /** Written by callbacks only, read after the end. */
  private volatile boolean lineOpen;

  private volatile boolean nobodyReads;

  Follower(PrintWriter out, PrintWriter err, boolean json) {
    this.out = out;
    this.err = err;
    this.json = json;
    this.interruption = new Interruption(err);
  }

  int follow(Vm vm, CommandRequest request, @Nullable InputStream input) {
    interruption.listen();
    CommandHandle command = vm.startCommand(request);
    command.onOutput(piece -> pass(piece, command));
    interruption.started(command);
    if (input != null) {
      InputFeed.start(command, input, err);
    }
    CommandResult result;
    try {
      result = command.await();
    } catch (RuntimeException e) {
      if (interruption.happened() || nobodyReads) {
        return exitCode(ErrorReport.exitCode(e));
      }
      throw e;
    }
    report(result);
    int code = result.exitCode();
    return exitCode(code == CommandResult.UNKNOWN_EXIT_CODE ? ExitCodes.OK : code);
  }

  /** Whether the user wanted to get away. */
  boolean interrupted() {
    return interruption.happened();
  }

  private int exitCode(int otherwise) {
    if (interruption.happened()) {
      return interruption.exitCode();
    }
    return nobodyReads ? ExitCodes.NOBODY_READS : otherwise;
  }

  private void pass(CommandOutput piece, CommandHandle command) {
    boolean stderr = piece.stream() == CommandOutput.Stream.STDERR;
    PrintWriter stream = stderr ? err : out;
    stream.print(piece.text());
    // Flushes as well, so that output is seen as it comes.
    if (stream.checkError() && !stderr && !nobodyReads) {
      nobodyReads = true;
      command.result().cancel(false);
    }
    if (!stderr && !piece.text().isEmpty()) {
      lineOpen = !piece.text().endsWith("\n");
    }
  }

  private void report(CommandResult result) {
    if (!json) {
      return;
    }
    if (lineOpen) {
      out.println();
    }
    boolean known = result.exitCode() != CommandResult.UNKNOWN_EXIT_CODE;
    out.println(
        Json.object()
            .with("vm_id", result.vmId())
            .with("command", result.command())
            .with("exit_code", known ? result.exitCode() : null)
            .with("execution_time", result.duration().toNanos() / 1e9)
            .with("interrupted", interruption.happened())
            .line());
  }
}
