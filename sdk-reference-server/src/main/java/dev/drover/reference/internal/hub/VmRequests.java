package dev.drover.reference.internal.hub;

import dev.drover.ErrorCodes;
import dev.drover.internal.wire.HubMessage;
import dev.drover.internal.wire.Metadata;
import dev.drover.reference.internal.backend.HubRequest;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What clients ask of VMs through the hub. */
final class VmRequests {

  private final Fleet fleet;
  private final Routing routing;
  private final Answers answers;

  VmRequests(Fleet fleet, Routing routing, Answers answers) {
    this.fleet = fleet;
    this.routing = routing;
    this.answers = answers;
  }

  void handle(Member client, HubMessage message) {
    if (message instanceof HubMessage.Command command) {
      command(client, command);
    } else if (message instanceof HubMessage.ScreenshotRequest screenshot) {
      screenshot(client, screenshot);
    } else if (message instanceof HubMessage.Attach attach) {
      attach(client, attach);
    } else if (message instanceof HubMessage.StopCommand stop) {
      steer(client, stop.vmId(), stop.requestId(), idOf(stop), stop);
    } else if (message instanceof HubMessage.SendInput input) {
      steer(client, input.vmId(), input.requestId(), idOf(input), input);
    } else if (message instanceof HubMessage.Ping ping) {
      steer(client, ping.vmId(), ping.requestId(), "", ping);
    } else if (message instanceof HubMessage.StatusRequest status) {
      steer(client, status.vmId(), status.requestId(), "", status);
    } else if (message instanceof HubMessage.SystemInfoRequest info) {
      steer(client, info.vmId(), info.requestId(), "", info);
    } else {
      throw new IllegalArgumentException("no request to a VM: " + message.type());
    }
  }

  private void command(Member client, HubMessage.Command command) {
    String line = command.command();
    if (line == null || line.isBlank()) {
      client.refuse(
          ErrorCodes.BAD_COMMAND, "the command is empty", command.requestId(), command.vmId());
      return;
    }
    boolean named = client.isExtended() && command.commandId() != null;
    String commandId = named ? String.valueOf(command.commandId()) : UUID.randomUUID().toString();
    HubMessage request = understood(command, commandId, client.isExtended());
    ask(client, Kind.COMMAND, command.vmId(), command.requestId(), commandId, request);
  }

  /** A plain client's fields of the extension's names mean nothing. */
  private static HubMessage understood(HubMessage.Command command, String commandId, boolean all) {
    return new HubMessage.Command(
        command.vmId(),
        command.command(),
        null,
        commandId,
        all ? command.timeout() : null,
        all ? command.env() : null,
        all ? command.workingDirectory() : null,
        all ? command.pty() : null,
        all ? command.columns() : null,
        all ? command.rows() : null);
  }

  private void screenshot(Member client, HubMessage.ScreenshotRequest asked) {
    boolean fullPage = Boolean.TRUE.equals(asked.fullPage());
    HubMessage request = new HubMessage.ScreenshotRequest(asked.vmId(), fullPage, null);
    ask(client, Kind.SCREENSHOT, asked.vmId(), asked.requestId(), "", request);
  }

  private void attach(Member client, HubMessage.Attach attach) {
    String vmId = attach.vmId();
    String commandId = attach.commandId();
    String requestId = attach.requestId();
    if (commandId == null || requestId == null) {
      client.refuse(
          ErrorCodes.BAD_MESSAGE, "attach needs a command_id and a request_id", requestId, vmId);
      return;
    }
    long from = attach.fromSeq() == null ? 0 : attach.fromSeq();
    if (vmId != null && fleet.isAwaited(vmId)) {
      routing.hold(newAttach(client, vmId, commandId, requestId, from), new HubRequest(attach));
      return;
    }
    FleetVm vm = vm(client, vmId, requestId, attach);
    if (vm != null) {
      Route route = routing.reusable(vm.id(), commandId, client, requestId);
      if (route == null) {
        route = newAttach(client, vm.id(), commandId, requestId, from);
      } else {
        route.adopt(new HubAsker(client, requestId, answers), from);
      }
      routing.ask(vm, route, HubRequest.attach(vm.id(), commandId, from), attach.type());
    }
  }

  private Route newAttach(
      Member client, String vmId, String commandId, String requestId, long from) {
    HubAsker asker = new HubAsker(client, requestId, answers);
    Route route = routing.open(Kind.COMMAND, vmId, commandId, true, asker);
    route.startAt(from);
    return route;
  }

  private void steer(
      Member client,
      @Nullable String vmId,
      @Nullable String requestId,
      @Nullable String commandId,
      HubMessage request) {
    if (commandId == null) {
      client.refuse(
          ErrorCodes.BAD_MESSAGE, request.type() + " needs metadata.command_id", requestId, vmId);
    } else {
      ask(client, Kind.of(request.type()), vmId, requestId, commandId, request);
    }
  }

  private void ask(
      Member client,
      Kind kind,
      @Nullable String vmId,
      @Nullable String requestId,
      String commandId,
      HubMessage request) {
    FleetVm vm = vm(client, vmId, requestId, request);
    if (vm != null) {
      HubAsker asker = new HubAsker(client, requestId, answers);
      Route route = routing.open(kind, vm.id(), commandId, false, asker);
      routing.ask(vm, route, new HubRequest(request), request.type());
    }
  }

  private static @Nullable String idOf(HubMessage.StopCommand stop) {
    String id = idOf(stop.metadata());
    return id == null ? stop.message() : id;
  }

  private static @Nullable String idOf(HubMessage.SendInput input) {
    return idOf(input.metadata());
  }

  private static @Nullable String idOf(@Nullable Metadata metadata) {
    return metadata == null ? null : metadata.commandId();
  }

  /** The VM that a request is for; if there is none, the client is told. */
  private @Nullable FleetVm vm(
      Member client, @Nullable String vmId, @Nullable String requestId, HubMessage request) {
    if (vmId == null) {
      client.refuse(ErrorCodes.BAD_MESSAGE, request.type() + " needs a vm_id", requestId);
      return null;
    }
    FleetVm vm = fleet.get(vmId);
    if (vm == null) {
      String lost = fleet.isAwaited(vmId) ? "; it lost its connection and may come back" : "";
      client.refuse(
          ErrorCodes.VM_NOT_FOUND,
          "no VM '%s' is connected%s".formatted(vmId, lost),
          requestId,
          vmId);
    }
    return vm;
  }
}
