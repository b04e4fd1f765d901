package dev.drover.reference.internal.hub;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import dev.drover.ErrorCodes;
import dev.drover.internal.wire.HubMessage;
import dev.drover.internal.wire.MalformedMessageException;
import dev.drover.internal.wire.WireCodec;
import dev.drover.reference.internal.frame.Frame;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What VMs tell: their states, and their answers. */
final class VmMessages {

  private static final Logger LOG = LoggerFactory.getLogger(VmMessages.class);

  private static final Set<String> ANSWERS =
      Set.of(
          "command_response",
          "screenshot_response",
          "error",
          "command_started",
          "command_output",
          "command_stopped",
          "ack",
          "pong",
          "status_response",
          "system_info_response");

  /** States in which a VM has nothing more to do for its test case. */
  private static final Set<String> ENDS = Set.of("completed", "failed", "stopped");

  private final Routing routing;
  private final Assignments assignments;
  private final Audience audience;
  private long unwanted;

  VmMessages(Routing routing, Assignments assignments, Audience audience) {
    this.routing = routing;
    this.assignments = assignments;
    this.audience = audience;
  }

  void handle(FleetVm vm, Frame frame, String type) {
    if (type.equals("state_update")) {
      state(vm, frame);
    } else if (!ANSWERS.contains(type)) {
      vm.refuse(
          ErrorCodes.UNKNOWN_TYPE,
          "'%s' is nothing that a VM can tell".formatted(type),
          frame.requestId());
    } else {
      answer(vm, frame, type);
    }
  }

  /** An answer, wanted or not. */
  void answer(FleetVm vm, Frame frame, String type) {
    if (!routing.answered(vm, frame, type)) {
      unwanted++;
      LOG.debug("Nobody waits for this {} of {} ({} so far)", type, vm.id(), unwanted);
    }
  }

  /** How many answers came that nobody waited for. */
  long unwanted() {
    return unwanted;
  }

  /** The state of a VM by the backend's door; agents in the field may send others than objects. */
  void status(FleetVm vm, Frame frame) {
    byte[] raw = frame.raw("metadata");
    if (raw != null && raw[0] == '{') {
      tellState(vm, raw, frame.status());
    }
  }

  private void state(FleetVm vm, Frame frame) {
    byte[] raw = frame.raw("state");
    Map<String, Object> state;
    try {
      state =
          WireCodec.HUB.decode(frame.bytes()) instanceof HubMessage.StateUpdate update
              ? update.state()
              : null;
    } catch (MalformedMessageException e) {
      vm.refuse(ErrorCodes.BAD_MESSAGE, String.valueOf(e.getMessage()), frame.requestId());
      return;
    }
    if (raw == null || state == null) {
      vm.refuse(ErrorCodes.BAD_MESSAGE, "state_update needs a state", frame.requestId());
      return;
    }
    tellState(vm, raw, state.get("status") instanceof String status ? status : null);
  }

  private void tellState(FleetVm vm, byte[] state, @Nullable String status) {
    audience.tell(vmState(vm.id(), state), vm.member());
    if (status != null && ENDS.contains(status)) {
      assignments.releaseVm(vm.id());
    }
  }

  /** The state as the VM wrote it: numbers keep their digits. */
  private static byte[] vmState(String vmId, byte[] state) {
    String quoted = new String(JsonStringEncoder.getInstance().quoteAsString(vmId));
    String json =
        "{\"type\":\"vm_state\",\"vm_id\":\"%s\",\"state\":%s}"
            .formatted(quoted, new String(state, StandardCharsets.UTF_8));
    return json.getBytes(StandardCharsets.UTF_8);
  }
}
