package dev.drover.reference.internal.hub;

import dev.drover.internal.wire.HubMessage;
import dev.drover.internal.wire.MalformedMessageException;
import dev.drover.internal.wire.WireCodec;
import dev.drover.reference.internal.backend.AnswersForBackend;
import dev.drover.reference.internal.backend.VmRequest;
import dev.drover.reference.internal.frame.Frame;
import org.jspecify.annotations.Nullable;

/** A VM that registered with the hub, with or without {@code drover.v1}. */
record HubDialect(boolean isExtended) implements Dialect {

  @Override
  public boolean hasIds() {
    return isExtended;
  }

  @Override
  public boolean namesCommands() {
    return false;
  }

  @Override
  public boolean isPlainHub() {
    return !isExtended;
  }

  @Override
  public boolean knows(Kind kind) {
    return isExtended ? kind != Kind.OTHER : kind.isDocumented();
  }

  @Override
  public byte[] write(VmRequest request, String vmId, String requestId) {
    HubMessage message = request.forHub(vmId, requestId);
    return WireCodec.HUB.encode(isExtended ? message : plain(message));
  }

  private static HubMessage plain(HubMessage message) {
    if (message instanceof HubMessage.Command m) {
      return new HubMessage.Command(
          m.vmId(), m.command(), null, null, null, null, null, null, null, null);
    } else if (message instanceof HubMessage.ScreenshotRequest m) {
      return new HubMessage.ScreenshotRequest(m.vmId(), m.fullPage(), null);
    }
    throw new IllegalArgumentException("hub.md has no " + message.type());
  }

  @Override
  public byte[] error(String vmId, String code, String reason, @Nullable String requestId) {
    return WireCodec.HUB.encode(
        new HubMessage.ErrorMessage(reason, isExtended ? code : null, null, null, requestId));
  }

  @Override
  public Meaning meaning(Kind kind, Frame message, String type) {
    if (kind == Kind.COMMAND && Kind.isProgress(type)) {
      return Meaning.PROGRESS;
    } else if (type.equals("error")) {
      return Meaning.ERROR;
    }
    return kind.isAnsweredBy(type) ? Meaning.END : Meaning.NOTICE;
  }

  @Override
  public @Nullable String errorCode(Frame error) {
    return error.text("code");
  }

  @Override
  public Frame forHub(Frame message, Meaning meaning, Route route) {
    return message;
  }

  @Override
  public byte[] forBackend(Frame message, Route route) throws MalformedMessageException {
    return AnswersForBackend.of(message, route.vmId, route.id, route.commandId);
  }
}
