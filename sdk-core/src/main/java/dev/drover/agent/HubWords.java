package dev.drover.agent;

import dev.drover.ErrorCodes;
import dev.drover.internal.process.CommandEnd;
import dev.drover.internal.process.CommandSpec;
import dev.drover.internal.process.OutputPiece;
import dev.drover.internal.session.Durations;
import dev.drover.internal.wire.HubMessage;
import dev.drover.internal.wire.HubMessage.Ack;
import dev.drover.internal.wire.HubMessage.CommandOutput;
import dev.drover.internal.wire.HubMessage.CommandResponse;
import dev.drover.internal.wire.HubMessage.CommandStarted;
import dev.drover.internal.wire.HubMessage.CommandStopped;
import dev.drover.internal.wire.HubMessage.ErrorMessage;
import dev.drover.internal.wire.HubMessage.Pong;
import dev.drover.internal.wire.Metadata;
import org.jspecify.annotations.Nullable;

/** What a VM says to a hub, as {@code hub.md} and {@code drover.v1} have it. */
final class HubWords {

  private HubWords() {}

  static CommandStarted started(HubReply to, CommandSpec spec) {
    Metadata metadata =
        new Metadata(
            spec.id(),
            spec.line(),
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            SystemInfo.timestamp());
    return new CommandStarted(
        to.vmId(), "Command started: " + spec.line(), metadata, to.requestId());
  }

  static CommandOutput output(HubReply to, String commandId, OutputPiece piece) {
    Metadata metadata =
        new Metadata(
            commandId,
            null,
            "output",
            piece.seq(),
            piece.stderr() ? "stderr" : "stdout",
            null,
            null,
            piece.afterGap() ? true : null,
            null,
            SystemInfo.timestamp());
    return new CommandOutput(to.vmId(), piece.text(), metadata, to.requestId());
  }

  /** The last message of a command: its result, or that it took too long. */
  static HubMessage end(HubReply to, String commandId, CommandEnd end, String result, boolean cut) {
    if (end.timeout() != null) {
      String message =
          "the command ran longer than its timeout of %s and was stopped"
              .formatted(Durations.text(end.timeout()));
      return new ErrorMessage(
          message,
          ErrorCodes.COMMAND_TIMEOUT,
          to.vmId(),
          end(commandId, end, null, end.truncated()),
          to.requestId());
    }
    Metadata metadata = to.requestId() != null ? end(commandId, end, end.exitCode(), cut) : null;
    return new CommandResponse(to.vmId(), result, metadata, to.requestId());
  }

  private static Metadata end(
      String commandId, CommandEnd end, @Nullable Integer exitCode, boolean truncated) {
    return new Metadata(
        commandId,
        null,
        null,
        end.pieces(),
        null,
        exitCode,
        end.ran().toNanos() / 1e9,
        truncated ? true : null,
        null,
        SystemInfo.timestamp());
  }

  static CommandStopped stopped(HubReply to, String commandId, boolean wasRunning) {
    String message =
        wasRunning ? "Command stopped: " + commandId : "Command had ended already: " + commandId;
    Metadata metadata =
        new Metadata(
            commandId,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            wasRunning,
            SystemInfo.timestamp());
    return new CommandStopped(to.vmId(), message, metadata, to.requestId());
  }

  static Ack inputTaken(HubReply to, String commandId) {
    return new Ack(
        to.vmId(),
        "Input sent to command: " + commandId,
        Metadata.ofCommand(commandId),
        to.requestId());
  }

  static Pong pong(HubReply to) {
    Metadata metadata =
        new Metadata(null, null, null, null, null, null, null, null, null, SystemInfo.timestamp());
    return new Pong(to.vmId(), "pong", metadata, to.requestId());
  }
}
