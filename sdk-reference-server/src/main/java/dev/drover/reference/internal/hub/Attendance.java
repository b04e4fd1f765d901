package dev.drover.reference.internal.hub;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** VMs come and go, by whichever door. Under the lock. */
final class Attendance {

  /** An agent that speaks {@code drover.v1} says so at once; this is for a slow machine. */
  private static final Duration SETTLING = Duration.ofSeconds(5);

  private static final int POLICY_VIOLATION = 1008;

  private final Fleet fleet;
  private final Assignments assignments;
  private final Routing routing;
  private final Evictions evictions;
  private final SpinUps spinUps;
  private final VmStarter starter;
  private final Clock clock;

  Attendance(
      Fleet fleet,
      Assignments assignments,
      Routing routing,
      Evictions evictions,
      SpinUps spinUps,
      VmStarter starter,
      Clock clock) {
    this.fleet = fleet;
    this.assignments = assignments;
    this.routing = routing;
    this.evictions = evictions;
    this.spinUps = spinUps;
    this.starter = starter;
    this.clock = clock;
  }

  /** A VM is connected that will say how it speaks, or else speaks without the extension. */
  void arrivedUnsettled(FleetVm vm) {
    arrived(vm);
    clock.later(SETTLING, () -> settled(vm));
  }

  /** A VM is connected. */
  void arrived(FleetVm vm) {
    boolean awaited = fleet.isAwaited(vm.id());
    FleetVm former = fleet.add(vm);
    if (awaited || (former != null && former.mayReturn())) {
      vm.succeed();
    }
    if (former != null) {
      routing.lost(former);
      former.member().close(POLICY_VIOLATION, "a newer connection registered as " + vm.id());
    }
    starter.registered(vm.id());
    spinUps.connected(vm.id());
  }

  /** It is known by now how a VM speaks: what waited for it goes on. */
  void settled(FleetVm vm) {
    if (!vm.isSettled() && fleet.get(vm.id()) == vm) {
      vm.settle();
      routing.returned(vm);
      evictions.returned(vm);
    }
  }

  /** A VM's connection is gone; nothing is lost if a newer one has taken its place. */
  void left(@Nullable FleetVm vm) {
    if (vm == null) {
      return;
    }
    fleet.remove(vm);
    routing.lost(vm);
    if (vm.mayReturn()) {
      fleet.awaitReturn(vm, this::gone);
    } else {
      gone(vm.id());
    }
  }

  private void gone(String vmId) {
    routing.gone(vmId);
    assignments.releaseVm(vmId);
    starter.gone(vmId);
  }
}
