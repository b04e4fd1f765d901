package dev.drover.reference.internal.backend;

import dev.drover.internal.wire.BackendMessage;
import dev.drover.internal.wire.BackendMessage.CommandCompleted;
import dev.drover.internal.wire.BackendMessage.ErrorMetadata;
import dev.drover.internal.wire.BackendMessage.Outcome;
import dev.drover.internal.wire.HubMessage;
import dev.drover.internal.wire.MalformedMessageException;
import dev.drover.internal.wire.Metadata;
import dev.drover.internal.wire.WireCodec;
import dev.drover.reference.internal.frame.Frame;
import org.jspecify.annotations.Nullable;

/** What a VM says to a hub, as it would say it to a backend. */
public final class AnswersForBackend {

  private AnswersForBackend() {}

  /**
   * The answer that ends a request.
   *
   * @param commandId the command that was asked about; empty if none was
   * @throws MalformedMessageException if it cannot be read
   */
  public static byte[] of(Frame answer, String vmId, String requestId, String commandId)
      throws MalformedMessageException {
    String type = String.valueOf(answer.type());
    if (type.equals("command_response") || type.equals("error")) {
      HubMessage message = WireCodec.HUB.decode(answer.bytes());
      return WireCodec.BACKEND.encode(translated(message, vmId, requestId, commandId));
    }
    return answer.edit().set("vm_id", vmId).set("request_id", requestId).bytes();
  }

  private static BackendMessage translated(
      HubMessage message, String vmId, String requestId, String commandId) {
    if (message instanceof HubMessage.CommandResponse response) {
      Metadata about = response.metadata();
      Outcome outcome = outcome(about, response.result(), commandId);
      Integer exitCode = outcome.exitCode();
      String text = exitCode == null ? "" : " with exit code: " + exitCode;
      return new CommandCompleted(vmId, "Command completed" + text, outcome, requestId);
    }
    HubMessage.ErrorMessage error = (HubMessage.ErrorMessage) message;
    return error(
        error.code(),
        error.message() == null ? "the VM reports an error" : error.message(),
        vmId,
        requestId,
        null,
        commandId.isEmpty() ? null : commandId);
  }

  private static Outcome outcome(
      @Nullable Metadata about, @Nullable String result, String commandId) {
    if (about == null) {
      return new Outcome(commandId, null, null, result, null, null, null, now());
    }
    return new Outcome(
        about.commandId() == null ? commandId : about.commandId(),
        about.exitCode(),
        about.executionTime(),
        result,
        about.truncated(),
        about.seq(),
        null,
        about.timestamp() == null ? Double.valueOf(now()) : about.timestamp());
  }

  /** An error of the server's own, in the document's form. */
  public static byte[] error(
      String code, String message, String vmId, @Nullable String requestId, @Nullable String of) {
    return WireCodec.BACKEND.encode(error(code, message, vmId, requestId, of, null));
  }

  private static BackendMessage error(
      @Nullable String code,
      String message,
      String vmId,
      @Nullable String requestId,
      @Nullable String context,
      @Nullable String commandId) {
    return new BackendMessage.ErrorMessage(
        vmId, message, new ErrorMetadata(code, now(), context, commandId), requestId);
  }

  private static double now() {
    return System.currentTimeMillis() / 1000.0;
  }
}
