package dev.drover.reference.internal.hub;

import dev.drover.ErrorCodes;
import dev.drover.internal.wire.HubMessage;
import dev.drover.internal.wire.Metadata;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What clients ask of VMs: put into the form that the VM understands, and sent on. */
final class VmRequests {

  private final Fleet fleet;
  private final Routing routing;

  VmRequests(Fleet fleet, Routing routing) {
    this.fleet = fleet;
    this.routing = routing;
  }

  void handle(Member client, HubMessage message) {
    if (message instanceof HubMessage.Command command) {
      command(client, command);
    } else if (message instanceof HubMessage.ScreenshotRequest screenshot) {
      screenshot(client, screenshot);
    } else if (message instanceof HubMessage.Attach attach) {
      attach(client, attach);
    } else if (message instanceof HubMessage.StopCommand stop) {
      steer(client, Kind.STOP, stop.vmId(), stop.requestId(), idOf(stop), stop);
    } else if (message instanceof HubMessage.SendInput input) {
      steer(client, Kind.INPUT, input.vmId(), input.requestId(), idOf(input), input);
    } else if (message instanceof HubMessage.Ping ping) {
      steer(client, Kind.PING, ping.vmId(), ping.requestId(), "", ping);
    } else if (message instanceof HubMessage.StatusRequest status) {
      steer(client, Kind.STATUS, status.vmId(), status.requestId(), "", status);
    } else if (message instanceof HubMessage.SystemInfoRequest info) {
      steer(client, Kind.SYSTEM_INFO, info.vmId(), info.requestId(), "", info);
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
    FleetVm vm = vm(client, command.vmId(), command);
    if (vm == null) {
      return;
    }
    boolean named = client.isExtended() && command.commandId() != null;
    String commandId = named ? String.valueOf(command.commandId()) : UUID.randomUUID().toString();
    Route route =
        routing.open(Kind.COMMAND, vm.id(), commandId, false, client, command.requestId());
    if (vm.isExtended()) {
      routing.send(vm, route, extended(command, route, client.isExtended()));
    } else {
      routing.sendPlain(
          vm,
          route,
          new HubMessage.Command(vm.id(), line, null, null, null, null, null, null, null, null));
    }
  }

  /** A plain client's fields of the same names mean nothing. */
  private static HubMessage extended(HubMessage.Command command, Route route, boolean all) {
    return new HubMessage.Command(
        route.vmId,
        command.command(),
        route.id,
        route.commandId,
        all ? command.timeout() : null,
        all ? command.env() : null,
        all ? command.workingDirectory() : null,
        all ? command.pty() : null,
        all ? command.columns() : null,
        all ? command.rows() : null);
  }

  private void screenshot(Member client, HubMessage.ScreenshotRequest request) {
    FleetVm vm = vm(client, request.vmId(), request);
    if (vm == null) {
      return;
    }
    boolean fullPage = Boolean.TRUE.equals(request.fullPage());
    Route route = routing.open(Kind.SCREENSHOT, vm.id(), "", false, client, request.requestId());
    if (vm.isExtended()) {
      routing.send(vm, route, new HubMessage.ScreenshotRequest(vm.id(), fullPage, route.id));
    } else {
      routing.sendPlain(vm, route, new HubMessage.ScreenshotRequest(vm.id(), fullPage, null));
    }
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
      // Sent as soon as the VM is back.
      newAttach(client, vmId, commandId, requestId, from);
      return;
    }
    FleetVm vm = extendedVm(client, vmId, attach);
    if (vm != null) {
      Route route = routing.reusable(vm.id(), commandId, client, requestId);
      if (route == null) {
        route = newAttach(client, vm.id(), commandId, requestId, from);
      } else {
        route.adopt(client, requestId, from);
      }
      routing.send(vm, route, new HubMessage.Attach(vm.id(), commandId, from, route.id));
    }
  }

  private Route newAttach(
      Member client, String vmId, String commandId, String requestId, long from) {
    Route route = routing.open(Kind.COMMAND, vmId, commandId, true, client, requestId);
    route.startAt(from);
    return route;
  }

  private void steer(
      Member client,
      Kind kind,
      @Nullable String vmId,
      @Nullable String requestId,
      @Nullable String commandId,
      HubMessage request) {
    if (commandId == null) {
      client.refuse(
          ErrorCodes.BAD_MESSAGE, request.type() + " needs metadata.command_id", requestId, vmId);
      return;
    }
    FleetVm vm = extendedVm(client, vmId, request);
    if (vm != null) {
      Route route = routing.open(kind, vm.id(), commandId, false, client, requestId);
      routing.send(vm, route, renamed(request, route.id));
    }
  }

  private static HubMessage renamed(HubMessage request, String id) {
    if (request instanceof HubMessage.StopCommand m) {
      return new HubMessage.StopCommand(m.vmId(), m.message(), m.metadata(), id);
    } else if (request instanceof HubMessage.SendInput m) {
      return new HubMessage.SendInput(m.vmId(), m.message(), m.metadata(), m.eof(), id);
    } else if (request instanceof HubMessage.Ping m) {
      return new HubMessage.Ping(m.vmId(), m.message(), id);
    } else if (request instanceof HubMessage.StatusRequest m) {
      return new HubMessage.StatusRequest(m.vmId(), m.message(), id);
    } else if (request instanceof HubMessage.SystemInfoRequest m) {
      return new HubMessage.SystemInfoRequest(m.vmId(), m.message(), id);
    }
    throw new IllegalArgumentException("no request with an id: " + request.type());
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
  private @Nullable FleetVm vm(Member client, @Nullable String vmId, HubMessage request) {
    if (vmId == null) {
      client.refuse(ErrorCodes.BAD_MESSAGE, request.type() + " needs a vm_id", request.requestId());
      return null;
    }
    FleetVm vm = fleet.get(vmId);
    if (vm == null) {
      String lost = fleet.isAwaited(vmId) ? "; it lost its connection and may come back" : "";
      client.refuse(
          ErrorCodes.VM_NOT_FOUND,
          "no VM '%s' is connected%s".formatted(vmId, lost),
          request.requestId(),
          vmId);
    }
    return vm;
  }

  private @Nullable FleetVm extendedVm(Member client, @Nullable String vmId, HubMessage request) {
    FleetVm vm = vm(client, vmId, request);
    if (vm != null && !vm.isExtended()) {
      client.refuse(
          ErrorCodes.UNKNOWN_TYPE,
          "%s does not know drover.v1, only commands and screenshots".formatted(vm.id()),
          request.requestId(),
          vm.id());
      return null;
    }
    return vm;
  }
}
