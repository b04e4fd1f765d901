package dev.drover.reference.internal.hub;

import dev.drover.ErrorCodes;
import dev.drover.internal.wire.MalformedMessageException;
import dev.drover.reference.internal.backend.HubRequest;
import dev.drover.reference.internal.backend.VmRequest;
import dev.drover.reference.internal.frame.Frame;
import dev.drover.reference.internal.hub.Dialect.Meaning;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The requests that VMs have not answered yet, and how their answers find back. */
final class Routing {

  private final RouteTable routes;
  private final Clock clock;
  private final Duration timeout;

  Routing(RouteTable routes, Clock clock, Duration timeout) {
    this.routes = routes;
    this.clock = clock;
    this.timeout = timeout;
  }

  /** A way back for a request that is about to be sent; the server's own id names it. */
  Route open(Kind kind, String vmId, String commandId, boolean isAttach, Asker asker) {
    return routes.open(kind, vmId, commandId, isAttach, asker);
  }

  /** See {@link RouteTable#openAgain}. */
  Route openAgain(String vmId, String commandId, Asker asker) {
    return routes.openAgain(vmId, commandId, asker);
  }

  /** Asks a VM, or says that it knows no such thing, or waits until that is known. */
  void ask(FleetVm vm, Route route, VmRequest request, String type) {
    boolean knows = route.isAttach ? vm.isExtended() : vm.dialect().knows(route.kind);
    if (knows) {
      send(vm, route, request);
    } else if (!vm.isSettled()) {
      hold(route, request);
    } else {
      unknown(vm, route, type);
    }
  }

  private void unknown(FleetVm vm, Route route, String type) {
    fail(
        route,
        ErrorCodes.UNKNOWN_TYPE,
        "%s does not know drover.v1, so it cannot be asked for '%s'".formatted(vm.id(), type));
  }

  /** Keeps a request until its VM is back, or has said how it speaks. */
  void hold(Route route, VmRequest request) {
    route.waitFor(request);
  }

  /** Sends a request; in its turn to a VM that knows no request ids. */
  void send(FleetVm vm, Route route, VmRequest request) {
    byte[] message = vm.dialect().write(request, vm.id(), route.id);
    if (!vm.dialect().hasIds()) {
      sendInTurn(vm, route, message);
      return;
    }
    if (route.kind != Kind.COMMAND && route.deadline == null) {
      route.deadline = clock.later(timeout, () -> silent(route));
    }
    vm.member().send(message, causeOf(route, vm));
  }

  private void sendInTurn(FleetVm vm, Route route, byte[] message) {
    Lane lane = vm.lanes().computeIfAbsent(route.kind, k -> new Lane(clock, timeout, this::silent));
    if (!lane.add(route, () -> vm.member().send(message, causeOf(route, vm)))) {
      fail(
          route,
          ErrorCodes.BUSY,
          "too many requests wait for %s, which answers one at a time".formatted(vm.id()));
    }
  }

  private static Member causeOf(Route route, FleetVm vm) {
    Asker asker = route.asker();
    Member member = asker == null ? null : asker.member();
    return member == null ? vm.member() : member;
  }

  /** See {@link RouteTable#reusable}. */
  @Nullable Route reusable(String vmId, String commandId, Member client, String requestId) {
    return routes.reusable(vmId, commandId, client, requestId);
  }

  /** A VM's message other than its state; false if nobody waits for it. */
  boolean answered(FleetVm vm, Frame frame, String type) {
    Route route = routes.find(vm, frame, type);
    if (route == null || !route.vmId.equals(vm.id())) {
      return false;
    }
    Asker asker = route.asker();
    Meaning meaning = vm.dialect().meaning(route.kind, frame, type);
    switch (meaning) {
      case NOTICE -> tell(asker, a -> a.progress(route, vm, frame, meaning));
      case PROGRESS -> progress(vm, route, frame, meaning);
      case PROMPT -> {
        route.isUnderWay = true;
        if (asker != null && asker.prompt(route, vm, frame)) {
          routes.giveUp(route);
        }
      }
      case ERROR -> {
        routes.end(route);
        tell(asker, a -> error(vm, route, a, frame));
      }
      case END -> {
        if (!route.awaitsRestart()) {
          routes.end(route);
          tell(asker, a -> a.answer(route, vm, frame, meaning));
        }
      }
    }
    return asker != null;
  }

  private static void tell(@Nullable Asker asker, Consumer<? super Asker> what) {
    if (asker != null) {
      what.accept(asker);
    }
  }

  private static void progress(FleetVm vm, Route route, Frame frame, Meaning meaning) {
    route.isUnderWay = true;
    Long seq = frame.seq();
    if (seq == null || route.takes(seq, frame.isTruncated())) {
      tell(route.asker(), a -> a.progress(route, vm, frame, meaning));
    }
  }

  /**
   * A VM that came back and does not know the command has lost it, or never had it; that is not
   * what the asker did wrong.
   */
  private static void error(FleetVm vm, Route route, Asker asker, Frame frame) {
    boolean lost =
        route.isReattached
            && !route.isAttach
            && ErrorCodes.UNKNOWN_COMMAND.equals(codeOf(vm, frame));
    if (lost) {
      asker.refuse(
          route,
          ErrorCodes.VM_LOST,
          "%s lost its connection, came back, and does not know the command: it was restarted, or never got it"
              .formatted(vm.id()));
    } else {
      asker.answer(route, vm, frame, Meaning.ERROR);
    }
  }

  private static @Nullable String codeOf(FleetVm vm, Frame frame) {
    try {
      return vm.dialect().errorCode(frame);
    } catch (MalformedMessageException e) {
      return null; // Whoever passes it on says so.
    }
  }

  /** A VM has lost its connection: what can be attached again stays for now, the rest fails. */
  void lost(FleetVm vm) {
    for (Route route : routes.of(vm.id())) {
      if (route.isOrphan() && !(vm.mayReturn() && route.kind == Kind.COMMAND)) {
        routes.end(route);
      } else if (!vm.mayReturn() || (route.kind != Kind.COMMAND && !route.isWaiting())) {
        fail(route, ErrorCodes.VM_LOST, vm.id() + " lost its connection before it answered");
      } else {
        route.waitFor(route.held());
      }
    }
    vm.lanes().values().forEach(Lane::abandon);
  }

  /** A VM is there again, and it is known how it speaks: what waited for it goes on. */
  void returned(FleetVm vm) {
    for (Route route : routes.of(vm.id())) {
      VmRequest held = route.held();
      if (route.isOrphan() && !route.isCondemned) {
        routes.end(route);
      } else if (route.isWaiting() && vm.isExtended()) {
        route.restart();
        send(
            vm,
            route,
            held == null || route.isAttach
                ? HubRequest.attach(route.vmId, route.commandId, route.next())
                : held);
      } else if (route.isWaiting() && held == null) {
        fail(route, ErrorCodes.VM_LOST, vm.id() + " came back without knowing its commands");
      } else if (held != null) {
        unknown(vm, route, route.isAttach ? "attach" : "screenshot");
      }
    }
  }

  /** A VM did not come back. */
  void gone(String vmId) {
    for (Route route : routes.of(vmId)) {
      fail(
          route,
          ErrorCodes.VM_LOST,
          vmId + " lost its connection before it answered, and did not come back in time");
    }
  }

  /** A client is gone: what VMs still send for it vanishes. */
  void orphan(Member client, Function<String, @Nullable FleetVm> vms) {
    for (Route route : routes.ofClient(client)) {
      route.orphan();
      FleetVm vm = vms.apply(route.vmId);
      // A lane keeps what it needs to know; a VM that is away may bring back what it runs.
      if (vm == null ? !route.isWaiting() || route.held() != null : !vm.isExtended()) {
        routes.end(route);
      }
    }
  }

  /** Nobody waits for an answer any more; if one comes it is a late one. */
  void forget(Route route) {
    route.orphan();
    routes.giveUp(route);
  }

  private void silent(Route route) {
    if (routes.get(route.id) != null) {
      fail(
          route,
          ErrorCodes.VM_SILENT,
          "%s did not answer within %d s".formatted(route.vmId, timeout.toSeconds()));
    }
  }

  private void fail(Route route, String code, String message) {
    routes.end(route);
    tell(route.asker(), a -> a.refuse(route, code, message));
  }

  /** How many requests are under way. */
  int size() {
    return routes.size();
  }
}
