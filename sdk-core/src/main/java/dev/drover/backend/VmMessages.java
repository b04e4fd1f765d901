package dev.drover.backend;

import dev.drover.hub.CommandResult;
import dev.drover.internal.wire.BackendMessage;
import dev.drover.internal.wire.BackendMessage.Ack;
import dev.drover.internal.wire.BackendMessage.CommandAwaitingInput;
import dev.drover.internal.wire.BackendMessage.CommandCompleted;
import dev.drover.internal.wire.BackendMessage.CommandError;
import dev.drover.internal.wire.BackendMessage.CommandOutput;
import dev.drover.internal.wire.BackendMessage.CommandStopped;
import dev.drover.internal.wire.BackendMessage.ErrorMessage;
import dev.drover.internal.wire.BackendMessage.Outcome;
import dev.drover.internal.wire.BackendMessage.Pong;
import dev.drover.internal.wire.BackendMessage.StatusResponse;
import dev.drover.internal.wire.BackendMessage.SystemInfoResponse;
import dev.drover.internal.wire.BackendRest;
import dev.drover.internal.wire.Metadata;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a VM's final messages mean, those of older agents included. */
final class VmMessages {

  private static final Outcome NOTHING =
      new Outcome(null, null, null, null, null, null, null, null);

  private final CommandTarget target;
  private final int maxOutput;

  /**
   * The messages about one request.
   *
   * @param target the command it is about; for other requests the VM matters alone
   * @param maxOutput how many characters of output to keep
   */
  VmMessages(CommandTarget target, int maxOutput) {
    this.target = target;
    this.maxOutput = maxOutput;
  }

  /**
   * Makes sense of a message.
   *
   * @param response the message
   */
  BackendReply read(BackendRest.Response response) {
    BackendMessage message = response.message();
    if (message instanceof CommandCompleted completed) {
      return completed(outcome(completed.metadata()), text(completed.message()));
    }
    if (message instanceof CommandOutput output && isEnd(output.metadata())) {
      return ended(output);
    }
    if (message instanceof CommandAwaitingInput awaiting) {
      return awaiting(outcome(awaiting.metadata()), text(awaiting.message()));
    }
    if (message instanceof CommandError error) {
      Outcome outcome = outcome(error.metadata());
      return new BackendReply.CommandFailed(
          id(outcome.commandId()), text(error.message()), Optional.ofNullable(outcome.error()));
    }
    return aboutNoCommand(message, response.json());
  }

  private static BackendReply aboutNoCommand(BackendMessage message, String json) {
    if (message instanceof CommandStopped stopped) {
      Metadata metadata = stopped.metadata();
      boolean success = metadata == null || !Boolean.FALSE.equals(metadata.success());
      return new BackendReply.Stopped(success, text(stopped.message()));
    }
    if (message instanceof Ack ack) {
      return new BackendReply.Acknowledged(text(ack.message()));
    }
    if (message instanceof Pong pong) {
      return new BackendReply.Pong(text(pong.message()));
    }
    if (message instanceof StatusResponse status) {
      return MachineFacts.status(status.metadata());
    }
    if (message instanceof SystemInfoResponse info) {
      return MachineFacts.systemInfo(info.metadata());
    }
    if (message instanceof ErrorMessage error) {
      String code = error.metadata() == null ? null : error.metadata().error();
      return new BackendReply.Refused(text(error.message()), Optional.ofNullable(code));
    }
    String type =
        message instanceof BackendMessage.Unknown unknown ? unknown.type() : message.type();
    return new BackendReply.Other(type, json);
  }

  private BackendReply completed(Outcome outcome, String message) {
    Integer exitCode = outcome.exitCode();
    boolean truncated = Boolean.TRUE.equals(outcome.truncated());
    return completed(
        outcome.commandId(),
        exitCode == null ? CommandResult.UNKNOWN_EXIT_CODE : exitCode,
        outputSoFar(outcome, isSummary(message, exitCode) ? "" : message),
        outcome.executionTime(),
        truncated);
  }

  /** The end as agents tell it that were not given a request's id: the message is the exit code. */
  private BackendReply ended(CommandOutput output) {
    Metadata metadata = Objects.requireNonNull(output.metadata());
    return completed(
        metadata.commandId(),
        exitCode(metadata.exitCode(), text(output.message())),
        target.output(),
        metadata.executionTime(),
        Boolean.TRUE.equals(metadata.truncated()));
  }

  private BackendReply completed(
      @Nullable String commandId,
      int exitCode,
      String output,
      @Nullable Double seconds,
      boolean truncated) {
    boolean tooLong = output.length() > maxOutput;
    Duration took = seconds == null ? target.elapsed() : Duration.ofNanos((long) (seconds * 1e9));
    CommandResult result =
        new CommandResult(
            target.vmId(),
            target.line(),
            exitCode,
            tooLong ? output.substring(output.length() - maxOutput) : output,
            took,
            truncated || tooLong);
    return new BackendReply.Completed(id(commandId), result);
  }

  private BackendReply awaiting(Outcome outcome, String prompt) {
    long pieces = outcome.seq() == null ? target.pieces() : outcome.seq();
    return new BackendReply.AwaitingInput(
        id(outcome.commandId()), prompt, outputSoFar(outcome, prompt), pieces);
  }

  /** Agents that do not tell the whole each time tell what is new, as far as one can see. */
  private String outputSoFar(Outcome outcome, String message) {
    return outcome.fullOutput() != null ? outcome.fullOutput() : target.output() + message;
  }

  /** The documents' own words for the end, which are no output. */
  private static boolean isSummary(String message, @Nullable Integer exitCode) {
    return exitCode != null && message.equals("Command completed with exit code: " + exitCode);
  }

  private static boolean isEnd(@Nullable Metadata metadata) {
    return metadata != null && "complete".equals(metadata.outputType());
  }

  private static int exitCode(@Nullable Integer told, String message) {
    if (told != null) {
      return told;
    }
    return message.strip().matches("-?\\d{1,9}")
        ? Integer.parseInt(message.strip())
        : CommandResult.UNKNOWN_EXIT_CODE;
  }

  private String id(@Nullable String told) {
    return told == null || told.isEmpty() ? target.commandId() : told;
  }

  private static Outcome outcome(@Nullable Outcome metadata) {
    return metadata == null ? NOTHING : metadata;
  }

  private static String text(@Nullable String message) {
    return message == null ? "" : message;
  }
}
