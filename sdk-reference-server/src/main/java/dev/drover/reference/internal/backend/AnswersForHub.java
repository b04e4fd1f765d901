package dev.drover.reference.internal.backend;

import dev.drover.internal.wire.BackendMessage;
import dev.drover.internal.wire.BackendMessage.CommandAwaitingInput;
import dev.drover.internal.wire.BackendMessage.CommandCompleted;
import dev.drover.internal.wire.BackendMessage.CommandError;
import dev.drover.internal.wire.BackendMessage.CommandOutput;
import dev.drover.internal.wire.BackendMessage.Outcome;
import dev.drover.internal.wire.HubMessage;
import dev.drover.internal.wire.HubMessage.CommandResponse;
import dev.drover.internal.wire.HubMessage.ErrorMessage;
import dev.drover.internal.wire.MalformedMessageException;
import dev.drover.internal.wire.Metadata;
import dev.drover.internal.wire.WireCodec;
import dev.drover.reference.internal.frame.BadFrameException;
import dev.drover.reference.internal.frame.Frame;
import org.jspecify.annotations.Nullable;

/**
 * What a VM says to a backend, as it would say it to a hub. Most messages are the same there; those
 * are not even read.
 */
public final class AnswersForHub {

  private AnswersForHub() {}

  /**
   * A message before the end of a command.
   *
   * @param streamed what came before it; learns from it
   * @throws MalformedMessageException if it cannot be read
   */
  public static Frame ofProgress(Frame frame, StreamedOutput streamed)
      throws MalformedMessageException {
    streamed.announce();
    if (frame.seq() == null
        && WireCodec.BACKEND.decode(frame.bytes()) instanceof CommandOutput piece) {
      return piece(piece.message(), piece.metadata(), streamed);
    }
    return frame;
  }

  /**
   * A prompt, which is output to a hub.
   *
   * @param streamed what came before it; learns from it
   * @throws MalformedMessageException if it cannot be read
   */
  public static Frame ofPrompt(Frame frame, StreamedOutput streamed)
      throws MalformedMessageException {
    String prompt =
        WireCodec.BACKEND.decode(frame.bytes()) instanceof CommandAwaitingInput awaits
            ? awaits.message()
            : null;
    return piece(prompt, null, streamed);
  }

  private static Frame piece(
      @Nullable String text, @Nullable Metadata about, StreamedOutput streamed) {
    String output = text == null ? "" : text;
    long seq = streamed.add(output);
    String stream = about == null || about.stream() == null ? "stdout" : about.stream();
    Metadata numbered =
        new Metadata(
            about == null ? null : about.commandId(),
            null,
            "output",
            seq,
            stream,
            null,
            null,
            about == null ? null : about.truncated(),
            null,
            about == null ? null : about.timestamp());
    return frame(new HubMessage.CommandOutput(null, output, numbered, null));
  }

  /**
   * The end of a command, or of what was to be known about it.
   *
   * @param streamed what came before it
   * @throws MalformedMessageException if it cannot be read
   */
  public static Frame ofEnd(Frame frame, StreamedOutput streamed) throws MalformedMessageException {
    BackendMessage end = WireCodec.BACKEND.decode(frame.bytes());
    if (end instanceof CommandCompleted completed) {
      return response(completed.message(), completed.metadata(), streamed);
    } else if (end instanceof CommandAwaitingInput awaits) {
      return response(awaits.message(), awaits.metadata(), streamed);
    } else if (end instanceof CommandOutput last) {
      Metadata about = last.metadata();
      String commandId = about == null ? null : about.commandId();
      return response("", outcome(commandId, exitCode(last.message())), streamed);
    }
    return response(frame.text("message"), outcome(frame.commandId(), null), streamed);
  }

  private static Outcome outcome(@Nullable String commandId, @Nullable Integer exitCode) {
    return new Outcome(commandId, exitCode, null, null, null, null, null, null);
  }

  private static @Nullable Integer exitCode(@Nullable String message) {
    try {
      return message == null ? null : Integer.valueOf(message.strip());
    } catch (NumberFormatException e) {
      return null;
    }
  }

  /** An agent that sends nothing while the command runs has its output in the end's message. */
  private static Frame response(
      @Nullable String message, @Nullable Outcome about, StreamedOutput streamed) {
    Outcome end = about == null ? outcome(null, null) : about;
    String result = end.fullOutput();
    boolean truncated = Boolean.TRUE.equals(end.truncated());
    if (result == null && streamed.isStreaming()) {
      result = streamed.text();
      truncated = truncated || streamed.isTruncated();
    }
    Metadata metadata =
        new Metadata(
            end.commandId(),
            null,
            null,
            end.seq(),
            null,
            end.exitCode(),
            end.executionTime(),
            truncated ? Boolean.TRUE : null,
            null,
            end.timestamp());
    String text = result != null ? result : message == null ? "" : message;
    return frame(new CommandResponse(null, text, metadata, null));
  }

  /**
   * An error.
   *
   * @throws MalformedMessageException if it cannot be read
   */
  public static Frame ofError(Frame frame) throws MalformedMessageException {
    BackendMessage error = WireCodec.BACKEND.decode(frame.bytes());
    if (error instanceof BackendMessage.ErrorMessage e) {
      BackendMessage.ErrorMetadata about = e.metadata();
      return about == null
          ? error(e.message(), null, null)
          : error(e.message(), about.error(), about.commandId());
    } else if (error instanceof CommandError e) {
      Outcome about = e.metadata();
      return about == null
          ? error(e.message(), null, null)
          : error(e.message(), about.error(), about.commandId());
    }
    return error(frame.text("message"), null, null);
  }

  private static Frame error(
      @Nullable String message, @Nullable String code, @Nullable String commandId) {
    Metadata about = commandId == null ? null : Metadata.ofCommand(commandId);
    return frame(new ErrorMessage(message, code, null, about, null));
  }

  private static Frame frame(HubMessage message) {
    try {
      return Frame.parse(WireCodec.HUB.encode(message));
    } catch (BadFrameException e) {
      throw new IllegalStateException("what was written cannot be read: " + e.reason(), e);
    }
  }
}
