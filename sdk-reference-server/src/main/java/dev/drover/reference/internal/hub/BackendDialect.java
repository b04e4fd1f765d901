package dev.drover.reference.internal.hub;

import dev.drover.internal.wire.MalformedMessageException;
import dev.drover.reference.internal.backend.AnswersForBackend;
import dev.drover.reference.internal.backend.AnswersForHub;
import dev.drover.reference.internal.backend.VmRequest;
import dev.drover.reference.internal.frame.Frame;
import org.jspecify.annotations.Nullable;

/** A VM that came by the backend's door, with {@code drover.v1} once it has offered that. */
final class BackendDialect implements Dialect {

  private boolean extended;

  void extend() {
    extended = true;
  }

  @Override
  public boolean isExtended() {
    return extended;
  }

  @Override
  public boolean hasIds() {
    return true;
  }

  @Override
  public boolean namesCommands() {
    return true;
  }

  @Override
  public boolean isPlainHub() {
    return false;
  }

  @Override
  public boolean knows(Kind kind) {
    return extended || kind != Kind.SCREENSHOT;
  }

  @Override
  public byte[] write(VmRequest request, String vmId, String requestId) {
    return request.forBackend(requestId);
  }

  @Override
  public byte[] error(String vmId, String code, String reason, @Nullable String requestId) {
    return AnswersForBackend.error(code, reason, vmId, requestId, null);
  }

  @Override
  public Meaning meaning(Kind kind, Frame message, String type) {
    return switch (type) {
      case "command_started" -> Meaning.PROGRESS;
      case "command_output" -> message.isComplete() ? Meaning.END : Meaning.PROGRESS;
      case "command_awaiting_input" -> Meaning.PROMPT;
      case "error", "command_error" -> Meaning.ERROR;
      default -> Meaning.END;
    };
  }

  @Override
  public @Nullable String errorCode(Frame error) throws MalformedMessageException {
    return AnswersForHub.ofError(error).text("code");
  }

  @Override
  public Frame forHub(Frame message, Meaning meaning, Route route)
      throws MalformedMessageException {
    return switch (meaning) {
      case NOTICE -> message;
      case PROGRESS -> AnswersForHub.ofProgress(message, route.streamed());
      case PROMPT -> AnswersForHub.ofPrompt(message, route.streamed());
      case ERROR -> AnswersForHub.ofError(message);
      case END ->
          route.kind == Kind.COMMAND ? AnswersForHub.ofEnd(message, route.streamed()) : message;
    };
  }

  @Override
  public byte[] forBackend(Frame message, Route route) {
    return message.edit().set("vm_id", route.vmId).bytes();
  }
}
