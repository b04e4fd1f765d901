package dev.drover.internal.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.JsonTypeName;
import com.fasterxml.jackson.annotation.Nulls;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The messages of {@code vm-agent-messages.md} and {@code vm-agent-request-response.md}, and those
 * that {@code drover.v1} adds to them. Fields that a field backend or agent may leave out are
 * nullable, even where the documents always have them.
 */
public sealed interface BackendMessage extends WireMessage {

  /** Correlates an answer with its request; null in messages that neither ask nor answer. */
  default @Nullable String requestId() {
    return null;
  }

  // ---- backend to VM

  /**
   * What a request says about its command. All but the command's id is Drover's own.
   *
   * @param commandId the command
   * @param timeout after which the VM stops it, in seconds
   * @param env environment variables in addition to the VM's own
   * @param workingDirectory relative to the VM's
   * @param pty whether it runs on a terminal
   * @param columns the terminal's width, in characters
   * @param rows the terminal's height, in lines
   * @param eof whether standard input ends after this input
   * @param fromSeq the first piece of output that is wanted
   * @param fullPage whether a screenshot shows the whole page
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record RequestMetadata(
      @Nullable String commandId,
      @Nullable Double timeout,
      @JsonSetter(contentNulls = Nulls.FAIL) @Nullable Map<String, String> env,
      @Nullable String workingDirectory,
      @Nullable Boolean pty,
      @Nullable Integer columns,
      @Nullable Integer rows,
      @Nullable Boolean eof,
      @Nullable Long fromSeq,
      @Nullable Boolean fullPage) {

    /** Metadata that only names a command. */
    public static RequestMetadata ofCommand(String commandId) {
      return new RequestMetadata(commandId, null, null, null, null, null, null, null, null, null);
    }
  }

  /** The last two fields are of an older kind, which has the command line and its id there. */
  record Command(
      @Nullable String message,
      @Nullable RequestMetadata metadata,
      @Nullable String requestId,
      @Nullable String command,
      @Nullable String commandId)
      implements BackendMessage {}

  record StopCommand(
      @Nullable String message, @Nullable RequestMetadata metadata, @Nullable String requestId)
      implements BackendMessage {}

  record SendInput(
      @Nullable String message, @Nullable RequestMetadata metadata, @Nullable String requestId)
      implements BackendMessage {}

  record Ping(
      @Nullable String message, @Nullable Map<String, Object> metadata, @Nullable String requestId)
      implements BackendMessage {}

  record StatusRequest(
      @Nullable String message, @Nullable Map<String, Object> metadata, @Nullable String requestId)
      implements BackendMessage {}

  record SystemInfoRequest(
      @Nullable String message, @Nullable Map<String, Object> metadata, @Nullable String requestId)
      implements BackendMessage {}

  /** Of {@code drover.v1}: asks for a command's output from a piece on, then its end. */
  record Attach(
      @Nullable String message, @Nullable RequestMetadata metadata, @Nullable String requestId)
      implements BackendMessage {}

  /** Of {@code drover.v1}: asks for a picture. */
  record Screenshot(
      @Nullable String message, @Nullable RequestMetadata metadata, @Nullable String requestId)
      implements BackendMessage {}

  /** Of {@code drover.v1}: the answer to a {@link Connection} that offers an extension. */
  record Registered(List<String> extensions) implements BackendMessage {}

  // ---- VM to backend

  record Connection(
      @Nullable String vmId, @Nullable String message, @Nullable Map<String, Object> metadata)
      implements BackendMessage {}

  record Heartbeat(
      @Nullable String vmId, @Nullable String message, @Nullable Map<String, Object> metadata)
      implements BackendMessage {}

  record Status(
      @Nullable String vmId,
      @Nullable String message,
      @Nullable Map<String, Object> metadata,
      @Nullable String requestId)
      implements BackendMessage {}

  record CommandStarted(
      @Nullable String vmId,
      @Nullable String message,
      @Nullable Metadata metadata,
      @Nullable String requestId)
      implements BackendMessage {}

  record CommandOutput(
      @Nullable String vmId,
      @Nullable String message,
      @Nullable Metadata metadata,
      @Nullable String requestId)
      implements BackendMessage {}

  /**
   * What the messages that end a command's request say about it.
   *
   * @param commandId the command
   * @param exitCode its exit code
   * @param executionTime how long it has run, in seconds
   * @param fullOutput its output, or the newest of it
   * @param truncated whether older output was dropped
   * @param seq how many pieces of output there were
   * @param error a code, in an error
   * @param timestamp when it was sent, in seconds since the epoch
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Outcome(
      @Nullable String commandId,
      @Nullable Integer exitCode,
      @Nullable Double executionTime,
      @Nullable String fullOutput,
      @Nullable Boolean truncated,
      @Nullable Long seq,
      @Nullable String error,
      @Nullable Double timestamp) {}

  record CommandCompleted(
      @Nullable String vmId,
      @Nullable String message,
      @Nullable Outcome metadata,
      @Nullable String requestId)
      implements BackendMessage {}

  /** The command waits for input; its message is the prompt. Ends the request, not the command. */
  record CommandAwaitingInput(
      @Nullable String vmId,
      @Nullable String message,
      @Nullable Outcome metadata,
      @Nullable String requestId)
      implements BackendMessage {}

  record CommandError(
      @Nullable String vmId,
      @Nullable String message,
      @Nullable Outcome metadata,
      @Nullable String requestId)
      implements BackendMessage {}

  record CommandStopped(
      @Nullable String vmId,
      @Nullable String message,
      @Nullable Metadata metadata,
      @Nullable String requestId)
      implements BackendMessage {}

  record Ack(
      @Nullable String vmId,
      @Nullable String message,
      @Nullable Metadata metadata,
      @Nullable String requestId)
      implements BackendMessage {}

  record Pong(
      @Nullable String vmId,
      @Nullable String message,
      @Nullable Metadata metadata,
      @Nullable String requestId)
      implements BackendMessage {}

  record StatusResponse(
      @Nullable String vmId,
      @Nullable String message,
      @Nullable Map<String, Object> metadata,
      @Nullable String requestId)
      implements BackendMessage {}

  record SystemInfoResponse(
      @Nullable String vmId,
      @Nullable String message,
      @Nullable Map<String, Object> metadata,
      @Nullable String requestId)
      implements BackendMessage {}

  /** Of {@code drover.v1}: a picture, as Base64 of a PNG. */
  record ScreenshotResponse(
      @Nullable String vmId, @Nullable String screenshot, @Nullable String requestId)
      implements BackendMessage {}

  /** What an error says besides its text: a code, and what it concerns. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record ErrorMetadata(
      @Nullable String error,
      @Nullable Double timestamp,
      @Nullable String context,
      @Nullable String commandId) {}

  @JsonTypeName("error")
  record ErrorMessage(
      @Nullable String vmId,
      @Nullable String message,
      @Nullable ErrorMetadata metadata,
      @Nullable String requestId)
      implements BackendMessage {}

  /** A message of a type that this side does not know. */
  record Unknown(String type, String json) implements BackendMessage {}
}
