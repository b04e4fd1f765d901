package dev.drover.reference.internal.hub;

import dev.drover.internal.wire.HubMessage;
import dev.drover.internal.wire.Metadata;
import dev.drover.reference.internal.backend.HubRequest;

/**
 * Stops what VMs still run for somebody whose lease has ended. A VM that is away is told when it
 * comes back; one that knows no way to be told goes on. Under the lock.
 */
final class Evictions {

  private final RouteTable routes;
  private final Routing routing;
  private final Fleet fleet;

  Evictions(RouteTable routes, Routing routing, Fleet fleet) {
    this.routes = routes;
    this.routing = routing;
    this.fleet = fleet;
  }

  /** What a VM runs now shall end. */
  void evict(String vmId) {
    FleetVm vm = fleet.get(vmId);
    for (String commandId : routes.condemn(vmId)) {
      if (vm != null) {
        stop(vm, commandId);
      }
    }
  }

  /** A VM is back, and may not have heard what shall end. */
  void returned(FleetVm vm) {
    routes.condemned(vm.id()).forEach(commandId -> stop(vm, commandId));
  }

  private void stop(FleetVm vm, String commandId) {
    HubMessage stop =
        new HubMessage.StopCommand(
            vm.id(), "the lease has ended", Metadata.ofCommand(commandId), null);
    Route route = routing.open(Kind.STOP, vm.id(), commandId, false, Unheard.INSTANCE);
    routing.ask(vm, route, new HubRequest(stop), stop.type());
  }
}
