package dev.drover.reference.internal.hub;

import dev.drover.internal.wire.HubMessage;
import dev.drover.internal.wire.WireCodec;
import dev.drover.reference.internal.frame.Frame;
import dev.drover.reference.internal.frame.FrameEdit;
import org.jspecify.annotations.Nullable;

/**
 * Passes a VM's answers on to the clients whom they concern: to the one who asked if there is an id
 * to know it by, else to all clients, as hubs in the field do; errors only to the one who asked.
 */
final class Answers {

  private final Audience audience;

  Answers(Audience audience) {
    this.audience = audience;
  }

  /** The answer that ends a request, in a hub's words. */
  void pass(HubAsker asker, Kind kind, Frame answer, FleetVm vm) {
    Member client = asker.client();
    boolean error = "error".equals(answer.type());
    String requestId = asker.requestId();
    if (requestId != null || error || !kind.isDocumented()) {
      client.send(form(answer, vm, client.isExtended(), requestId), vm.member());
    } else {
      byte[] plain = form(answer, vm, false, null);
      byte[] extended = vm.dialect().isPlainHub() ? plain : form(answer, vm, true, null);
      audience.tell(plain, extended, vm.member());
    }
  }

  /** A message before the end, for clients that understand such. */
  void passInterim(HubAsker asker, Frame message, FleetVm vm) {
    String requestId = asker.requestId();
    if (asker.client().isExtended() && requestId != null) {
      asker.client().send(form(message, vm, true, requestId), vm.member());
    }
  }

  private static byte[] form(
      Frame answer, FleetVm vm, boolean extended, @Nullable String requestId) {
    if (!extended && "error".equals(answer.type())) {
      return WireCodec.HUB.encode(
          new HubMessage.ErrorMessage(errorText(answer), null, null, null, requestId));
    }
    FrameEdit form = answer.edit().set("vm_id", vm.id()).setOrRemove("request_id", requestId);
    // What a plain VM adds of its own passes through; what the extension adds does not.
    if (!extended && !vm.dialect().isPlainHub()) {
      form.remove("metadata").remove("code");
    }
    return form.bytes();
  }

  private static String errorText(Frame error) {
    String message = error.text("message");
    return message == null ? "the VM reports an error" : message;
  }
}
