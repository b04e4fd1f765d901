package dev.drover.reference.internal.hub;

import dev.drover.ErrorCodes;
import dev.drover.reference.internal.backend.BadRequestException;
import dev.drover.reference.internal.backend.RestRequest;
import dev.drover.reference.internal.http.HttpAnswer;
import dev.drover.reference.internal.http.WebRequest;
import java.util.concurrent.CompletableFuture;

/** {@code POST /api/vm/{vmid}/send}: puts a request to a VM and waits for how it ends. */
final class RestDoor {

  private final Object lock;
  private final Fleet fleet;
  private final Routing routing;
  private final Clock clock;

  RestDoor(Object lock, Fleet fleet, Routing routing, Clock clock) {
    this.lock = lock;
    this.fleet = fleet;
    this.routing = routing;
    this.clock = clock;
  }

  CompletableFuture<HttpAnswer> send(String vmId, WebRequest web) {
    try {
      RestRequest request = RestRequest.parse(web.body());
      synchronized (lock) {
        return send(vmId, request);
      }
    } catch (BadRequestException e) {
      return HttpAnswer.error(400, "BAD_REQUEST", e.reason()).now();
    }
  }

  private CompletableFuture<HttpAnswer> send(String vmId, RestRequest request) {
    FleetVm vm = fleet.get(vmId);
    Kind kind = Kind.of(request.type());
    boolean isAttach = request.type().equals("attach");
    boolean waits =
        vm == null
            ? isAttach && fleet.isAwaited(vmId)
            : !vm.isSettled() && (isAttach || !vm.dialect().knows(kind));
    if (vm == null && !waits) {
      return HttpAnswer.error(
              404, ErrorCodes.VM_NOT_FOUND, "no VM '%s' is connected".formatted(vmId))
          .now();
    }
    RestCall call = new RestCall(request.type(), new CompletableFuture<>());
    Route route =
        isAttach
            ? routing.openAgain(vmId, request.commandId(), call)
            : routing.open(kind, vmId, request.commandId(), false, call);
    if (isAttach) {
      route.startAt(request.fromSeq());
    }
    giveUpLater(route, call, request);
    try {
      if (waits) {
        routing.hold(route, request);
      } else if (vm != null) {
        routing.ask(vm, route, request, request.type());
      }
    } catch (BadRequestException e) {
      routing.forget(route);
      throw e;
    }
    return call.done();
  }

  private void giveUpLater(Route route, RestCall call, RestRequest request) {
    route.deadline =
        clock.later(
            request.timeout(),
            () -> {
              routing.forget(route);
              call.timeOut(route, request.timeout().toMillis() + " ms");
            });
    call.done()
        .whenComplete(
            (answer, failure) -> {
              if (call.done().isCancelled()) {
                synchronized (lock) {
                  routing.forget(route);
                }
              }
            });
  }
}
