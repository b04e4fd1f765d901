package dev.drover.reference.internal.hub;

import dev.drover.ErrorCodes;
import dev.drover.internal.wire.HubMessage;
import dev.drover.reference.internal.frame.Frame;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The requests that VMs have not answered yet, and how their answers find back. */
final class Routing {

  private static final String INTERIM = "command_started";
  private static final String OUTPUT = "command_output";

  private final Answers answers;
  private final Clock clock;
  private final Duration timeout;
  private final Map<String, Route> routes = new HashMap<>();
  private long ids;

  Routing(Answers answers, Clock clock, Duration timeout) {
    this.answers = answers;
    this.clock = clock;
    this.timeout = timeout;
  }

  /** A way back for a request that is about to be sent; the hub's own id names it. */
  Route open(
      Kind kind,
      String vmId,
      String commandId,
      boolean isAttach,
      Member client,
      @Nullable String requestId) {
    Route route = new Route("hub-" + ++ids, kind, vmId, commandId, isAttach, client, requestId);
    routes.put(route.id, route);
    return route;
  }

  /** Sends a request to a VM that knows request ids. */
  void send(FleetVm vm, Route route, HubMessage request) {
    if (route.kind != Kind.COMMAND) {
      route.deadline = clock.later(timeout, () -> silent(route));
    }
    vm.member().send(request, causeOf(route, vm));
  }

  /** Sends a request in its turn to a VM that knows none. */
  void sendPlain(FleetVm vm, Route route, HubMessage request) {
    Lane lane = vm.lanes().computeIfAbsent(route.kind, k -> new Lane(clock, timeout, this::silent));
    if (!lane.add(route, () -> vm.member().send(request, causeOf(route, vm)))) {
      fail(
          route,
          ErrorCodes.BUSY,
          "too many requests wait for %s, which answers one at a time".formatted(vm.id()));
    }
  }

  private static Member causeOf(Route route, FleetVm vm) {
    Member client = route.client();
    return client == null ? vm.member() : client;
  }

  /**
   * A route to a command that can be had again instead of opening another, so that the VM does not
   * send twice: one whose client is gone, or the very one that is asked for anew.
   */
  @Nullable Route reusable(String vmId, String commandId, Member client, String requestId) {
    return routes.values().stream()
        .filter(r -> r.kind == Kind.COMMAND && r.vmId.equals(vmId) && r.commandId.equals(commandId))
        .filter(
            r -> r.isOrphan() || (r.client() == client && requestId.equals(r.clientRequestId())))
        .findFirst()
        .orElse(null);
  }

  /** A VM's message other than its state; false if nobody waits for it. */
  boolean answered(FleetVm vm, Frame frame, String type) {
    Route route = vm.isExtended() ? routes.get(frame.requestId()) : fromLane(vm, type);
    if (route == null || !route.vmId.equals(vm.id())) {
      return false;
    }
    if (route.kind == Kind.COMMAND && (type.equals(INTERIM) || type.equals(OUTPUT))) {
      interim(vm, route, frame);
    } else if (type.equals("error")) {
      end(route);
      error(vm, route, frame);
    } else if (!route.kind.isAnsweredBy(type)) {
      answers.passInterim(route, frame, vm);
    } else if (!route.awaitsRestart()) {
      end(route);
      answers.pass(route, frame, vm);
    }
    return true;
  }

  private void interim(FleetVm vm, Route route, Frame frame) {
    Long seq = frame.seq();
    if (seq == null || route.takes(seq, frame.isTruncated())) {
      answers.passInterim(route, frame, vm);
    }
  }

  /**
   * A VM that came back and does not know the command has lost it, or never had it; that is not
   * what the client did wrong.
   */
  private void error(FleetVm vm, Route route, Frame frame) {
    boolean lost =
        route.isReattached
            && !route.isAttach
            && ErrorCodes.UNKNOWN_COMMAND.equals(frame.text("code"));
    if (lost) {
      fail(
          route,
          ErrorCodes.VM_LOST,
          "%s lost its connection, came back, and does not know the command: it was restarted, or never got it"
              .formatted(vm.id()));
    } else {
      answers.pass(route, frame, vm);
    }
  }

  private static @Nullable Route fromLane(FleetVm vm, String type) {
    Lane oldest = null;
    for (Map.Entry<Kind, Lane> entry : vm.lanes().entrySet()) {
      Lane lane = entry.getValue();
      boolean meant = entry.getKey().isAnsweredBy(type) || (type.equals("error") && lane.isBusy());
      if (meant && (oldest == null || lane.since() < oldest.since())) {
        oldest = lane;
      }
    }
    return oldest == null ? null : oldest.answered();
  }

  /** A VM has lost its connection: what can be attached again stays for now, the rest fails. */
  void lost(FleetVm vm) {
    for (Route route : all(r -> r.vmId.equals(vm.id()))) {
      if (route.isOrphan()) {
        end(route);
      } else if (!vm.isExtended() || route.kind != Kind.COMMAND) {
        fail(route, ErrorCodes.VM_LOST, vm.id() + " lost its connection before it answered");
      }
    }
    vm.lanes().values().forEach(Lane::abandon);
  }

  /** A VM is back: what it still runs is attached again, from where it was lost. */
  void returned(FleetVm vm) {
    for (Route route : all(r -> r.vmId.equals(vm.id()))) {
      if (vm.isExtended()) {
        route.restart();
        send(vm, route, new HubMessage.Attach(vm.id(), route.commandId, route.next(), route.id));
      } else {
        fail(route, ErrorCodes.VM_LOST, vm.id() + " came back without knowing its commands");
      }
    }
  }

  /** A VM did not come back. */
  void gone(String vmId) {
    for (Route route : all(r -> r.vmId.equals(vmId))) {
      fail(
          route,
          ErrorCodes.VM_LOST,
          vmId + " lost its connection before it answered, and did not come back in time");
    }
  }

  /** A client is gone: what VMs still send for it vanishes. */
  void orphan(Member client, Function<String, @Nullable FleetVm> vms) {
    for (Route route : all(r -> r.client() == client)) {
      route.orphan();
      FleetVm vm = vms.apply(route.vmId);
      // A lane keeps what it needs to know by itself; nobody can attach to what is lost.
      if (vm == null || !vm.isExtended()) {
        end(route);
      }
    }
  }

  private void silent(Route route) {
    if (routes.containsKey(route.id)) {
      fail(
          route,
          ErrorCodes.VM_SILENT,
          "%s did not answer within %d s".formatted(route.vmId, timeout.toSeconds()));
    }
  }

  private void fail(Route route, String code, String message) {
    end(route);
    Member client = route.client();
    if (client != null) {
      client.refuse(code, message, route.clientRequestId(), route.vmId);
    }
  }

  private void end(Route route) {
    route.end();
    routes.remove(route.id);
  }

  private List<Route> all(Predicate<Route> which) {
    return new ArrayList<>(routes.values().stream().filter(which).toList());
  }

  /** How many requests are under way. */
  int size() {
    return routes.size();
  }
}
