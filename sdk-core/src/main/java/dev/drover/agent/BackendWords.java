package dev.drover.agent;

import dev.drover.ErrorCodes;
import dev.drover.internal.process.CommandEnd;
import dev.drover.internal.process.CommandSpec;
import dev.drover.internal.process.OutputPiece;
import dev.drover.internal.process.Prompt;
import dev.drover.internal.session.Durations;
import dev.drover.internal.wire.BackendMessage;
import dev.drover.internal.wire.BackendMessage.Ack;
import dev.drover.internal.wire.BackendMessage.CommandAwaitingInput;
import dev.drover.internal.wire.BackendMessage.CommandCompleted;
import dev.drover.internal.wire.BackendMessage.CommandError;
import dev.drover.internal.wire.BackendMessage.CommandOutput;
import dev.drover.internal.wire.BackendMessage.CommandStarted;
import dev.drover.internal.wire.BackendMessage.CommandStopped;
import dev.drover.internal.wire.BackendMessage.ErrorMessage;
import dev.drover.internal.wire.BackendMessage.ErrorMetadata;
import dev.drover.internal.wire.BackendMessage.Outcome;
import dev.drover.internal.wire.BackendMessage.Pong;
import dev.drover.internal.wire.Metadata;
import org.jspecify.annotations.Nullable;

/**
 * What a VM answers to a backend, as {@code vm-agent-messages.md}, {@code
 * vm-agent-request-response.md} and {@code drover.v1} have it.
 *
 * @param vmId who answers
 * @param requestId what is answered; null if it has no id
 */
record BackendWords(String vmId, @Nullable String requestId) {

  BackendMessage started(CommandSpec spec) {
    return new CommandStarted(
        vmId,
        "Command started: " + spec.line(),
        new Metadata(spec.id(), spec.line(), null, null, null, null, null, null, null, now()),
        requestId);
  }

  BackendMessage output(String commandId, OutputPiece piece) {
    Boolean truncated = piece.afterGap() ? true : null;
    String stream = piece.stderr() ? "stderr" : "stdout";
    Metadata metadata =
        new Metadata(
            commandId, null, "output", piece.seq(), stream, null, null, truncated, null, now());
    return new CommandOutput(vmId, piece.text(), metadata, requestId);
  }

  /** The last message to a backend that gives ids, with what it may have missed. */
  BackendMessage completed(String commandId, CommandEnd end, String output, boolean cut) {
    return new CommandCompleted(
        vmId,
        "Command completed with exit code: " + end.exitCode(),
        outcome(commandId, end, end.exitCode(), output, cut, null),
        requestId);
  }

  /** The last message to a backend that gives no ids. */
  BackendMessage complete(String commandId, CommandEnd end) {
    Metadata metadata =
        new Metadata(commandId, null, "complete", null, null, null, null, null, null, now());
    return new CommandOutput(vmId, String.valueOf(end.exitCode()), metadata, null);
  }

  /** The last message of a command that took too long. */
  BackendMessage timedOut(String commandId, CommandEnd end, String output, boolean cut) {
    String limit = end.timeout() == null ? "" : " of " + Durations.text(end.timeout());
    return new CommandError(
        vmId,
        "the command ran longer than its timeout" + limit + " and was stopped",
        outcome(commandId, end, null, output, cut, ErrorCodes.COMMAND_TIMEOUT),
        requestId);
  }

  BackendMessage awaitingInput(
      String commandId, Prompt prompt, @Nullable Double ran, String output, boolean cut) {
    Outcome outcome =
        new Outcome(commandId, null, ran, output, cut ? true : null, prompt.pieces(), null, now());
    return new CommandAwaitingInput(vmId, prompt.text(), outcome, requestId);
  }

  BackendMessage stopped(String commandId, boolean wasRunning) {
    String what = wasRunning ? "Command stopped: " : "Command had ended already: ";
    Metadata metadata =
        new Metadata(commandId, null, null, null, null, null, null, null, wasRunning, now());
    return new CommandStopped(vmId, what + commandId, metadata, requestId);
  }

  BackendMessage inputTaken(String commandId) {
    Metadata metadata = Metadata.ofCommand(commandId);
    return new Ack(vmId, "Input sent to command: " + commandId, metadata, requestId);
  }

  BackendMessage pong() {
    Metadata metadata = new Metadata(null, null, null, null, null, null, null, null, null, now());
    return new Pong(vmId, "pong", metadata, requestId);
  }

  BackendMessage error(String code, String message, String context, @Nullable String commandId) {
    ErrorMetadata metadata = new ErrorMetadata(code, now(), context, commandId);
    return new ErrorMessage(vmId, message, metadata, requestId);
  }

  private static Outcome outcome(
      String commandId,
      CommandEnd end,
      @Nullable Integer exitCode,
      String output,
      boolean cut,
      @Nullable String error) {
    return new Outcome(
        commandId,
        exitCode,
        end.ran().toNanos() / 1e9,
        output,
        (cut || end.truncated()) ? true : null,
        end.pieces(),
        error,
        now());
  }

  private static double now() {
    return SystemInfo.timestamp();
  }
}
