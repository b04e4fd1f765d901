package dev.drover.reference.internal.hub;

import dev.drover.ErrorCodes;
import dev.drover.internal.wire.MalformedMessageException;
import dev.drover.reference.internal.frame.Frame;
import dev.drover.reference.internal.hub.Dialect.Meaning;
import org.jspecify.annotations.Nullable;

/**
 * A client of the hub's that asked something.
 *
 * @param requestId the client's id for it, if it has one
 */
record HubAsker(Member client, @Nullable String requestId, Answers answers) implements Asker {

  @Override
  public void progress(Route route, FleetVm vm, Frame message, Meaning meaning) {
    try {
      answers.passInterim(this, vm.dialect().forHub(message, meaning, route), vm);
    } catch (MalformedMessageException e) {
      vm.refuse(ErrorCodes.BAD_MESSAGE, String.valueOf(e.getMessage()), message.requestId());
    }
  }

  /**
   * One that knows the extension has seen the prompt as output and can give input. Agents that do
   * not have not sent it, and a plain client could wait for ever.
   */
  @Override
  public boolean prompt(Route route, FleetVm vm, Frame message) {
    if (vm.isExtended()) {
      return false;
    }
    progress(route, vm, message, Meaning.PROMPT);
    if (client.isExtended()) {
      return false;
    }
    answer(route, vm, message, Meaning.END);
    return true;
  }

  @Override
  public void answer(Route route, FleetVm vm, Frame message, Meaning meaning) {
    try {
      answers.pass(this, route.kind, vm.dialect().forHub(message, meaning, route), vm);
    } catch (MalformedMessageException e) {
      vm.refuse(ErrorCodes.BAD_MESSAGE, String.valueOf(e.getMessage()), message.requestId());
      String reason = "the answer of %s cannot be read: %s".formatted(vm.id(), e.getMessage());
      refuse(route, ErrorCodes.BAD_MESSAGE, reason);
    }
  }

  @Override
  public void refuse(Route route, String code, String reason) {
    client.refuse(code, reason, requestId, route.vmId);
  }

  @Override
  public Member member() {
    return client;
  }

  @Override
  public boolean is(Member other, String otherId) {
    return client == other && otherId.equals(requestId);
  }
}
