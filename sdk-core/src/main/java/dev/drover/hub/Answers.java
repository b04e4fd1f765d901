package dev.drover.hub;

import dev.drover.DroverException;
import dev.drover.ErrorCodes;
import dev.drover.RemoteException;
import dev.drover.RequestTimeoutException;
import dev.drover.internal.session.Lanes;
import dev.drover.internal.wire.HubMessage;
import dev.drover.internal.wire.HubMessage.CommandResponse;
import dev.drover.internal.wire.HubMessage.ErrorMessage;
import dev.drover.internal.wire.HubMessage.ListVmsResponse;
import dev.drover.internal.wire.HubMessage.ScreenshotResponse;
import dev.drover.internal.wire.HubMessage.SpinUpResponse;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a hub's answers mean. */
final class Answers {

  /** Lanes of requests that the hub itself answers. */
  static final Lanes.Key SPIN_UP = new Lanes.Key("", "spin_up");

  static final Lanes.Key LIST_VMS = new Lanes.Key("", "list_vms");

  private Answers() {}

  static Lanes.Key commandLane(String vmId) {
    return new Lanes.Key(vmId, "command");
  }

  static Lanes.Key screenshotLane(String vmId) {
    return new Lanes.Key(vmId, "screenshot");
  }

  /** The lane that an answer without an id belongs to, if it is such an answer. */
  static Lanes.@Nullable Key lane(HubMessage answer) {
    if (answer instanceof CommandResponse response && response.vmId() != null) {
      return commandLane(response.vmId());
    }
    if (answer instanceof ScreenshotResponse response && response.vmId() != null) {
      return screenshotLane(response.vmId());
    }
    if (answer instanceof SpinUpResponse) {
      return SPIN_UP;
    }
    return answer instanceof ListVmsResponse ? LIST_VMS : null;
  }

  /** The answer as the type that was asked for; anything else is how the request fails. */
  static <A extends HubMessage> A expect(Class<A> type, HubMessage answer, String what) {
    if (answer instanceof ErrorMessage error) {
      throw failure(error, what);
    }
    if (!type.isInstance(answer)) {
      throw new DroverException(
          "%s was answered with '%s', which is no answer to it; see the server's log"
              .formatted(what, answer.type()),
          null);
    }
    return type.cast(answer);
  }

  static DroverException failure(ErrorMessage error, String what) {
    String words = Optional.ofNullable(error.message()).orElse("no reason given");
    String code = error.code();
    if (ErrorCodes.COMMAND_TIMEOUT.equals(code)) {
      return new RequestTimeoutException(
          what + " did not end in time and was stopped: " + words + "; give it a longer timeout");
    }
    return new RemoteException(
        "%s failed: %s%s".formatted(what, words, code == null ? "" : " (" + code + ")"),
        code,
        words);
  }
}
