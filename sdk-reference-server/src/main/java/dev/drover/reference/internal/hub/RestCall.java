package dev.drover.reference.internal.hub;

import dev.drover.ErrorCodes;
import dev.drover.internal.wire.MalformedMessageException;
import dev.drover.reference.internal.backend.AnswersForBackend;
import dev.drover.reference.internal.backend.RestAnswers;
import dev.drover.reference.internal.frame.Frame;
import dev.drover.reference.internal.http.HttpAnswer;
import dev.drover.reference.internal.hub.Dialect.Meaning;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A program that asked over REST, and hears only how it ended.
 *
 * @param type what it asked for
 */
record RestCall(String type, CompletableFuture<HttpAnswer> done) implements Asker {

  @Override
  public void progress(Route route, FleetVm vm, Frame message, Meaning meaning) {
    // The answer to come has the output.
  }

  @Override
  public boolean prompt(Route route, FleetVm vm, Frame message) {
    answer(route, vm, message, Meaning.PROMPT);
    return true;
  }

  @Override
  public void answer(Route route, FleetVm vm, Frame message, Meaning meaning) {
    try {
      byte[] response = vm.dialect().forBackend(message, route);
      done.complete(RestAnswers.ok(route.id, route.vmId, response));
    } catch (MalformedMessageException e) {
      vm.refuse(ErrorCodes.BAD_MESSAGE, String.valueOf(e.getMessage()), message.requestId());
      String reason = "the answer of %s cannot be read: %s".formatted(vm.id(), e.getMessage());
      refuse(route, ErrorCodes.BAD_MESSAGE, reason);
    }
  }

  /** What the VM would have said, had it been asked, looks as if it had. */
  @Override
  public void refuse(Route route, String code, String reason) {
    switch (code) {
      case ErrorCodes.VM_LOST -> fail(502, ErrorCodes.VM_LOST, reason, route);
      case ErrorCodes.VM_SILENT -> fail(504, "TIMEOUT", reason, route);
      default ->
          done.complete(
              RestAnswers.ok(
                  route.id,
                  route.vmId,
                  AnswersForBackend.error(code, reason, route.vmId, route.id, type)));
    }
  }

  private void fail(int status, String code, String reason, Route route) {
    done.complete(RestAnswers.failed(status, code, reason, route.commandId));
  }

  /** The time that the program gave is over. */
  void timeOut(Route route, String after) {
    String goesOn = route.kind == Kind.COMMAND ? "; the command goes on" : "";
    fail(
        504,
        "TIMEOUT",
        "%s did not answer within %s%s".formatted(route.vmId, after, goesOn),
        route);
  }

  @Override
  public @Nullable Member member() {
    return null;
  }

  @Override
  public boolean is(Member client, String requestId) {
    return false;
  }
}
