package dev.drover.reference.internal.hub;

import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The VMs: connected, oldest first, and those lost that may come back. */
final class Fleet {

  private record Lost(Future<?> timer, Map<String, String> labels) {}

  private final Clock clock;
  private final Duration grace;
  private final Map<String, FleetVm> connected = new LinkedHashMap<>();
  private final Map<String, Lost> lost = new HashMap<>();

  Fleet(Clock clock, Duration grace) {
    this.clock = clock;
    this.grace = grace;
  }

  /** Adds a VM; gives the one that had the id until now. */
  @Nullable FleetVm add(FleetVm vm) {
    Lost former = lost.remove(vm.id());
    if (former != null) {
      former.timer().cancel(false);
    }
    return connected.put(vm.id(), vm);
  }

  @Nullable FleetVm get(String vmId) {
    return connected.get(vmId);
  }

  /** The VM behind a connection, unless a newer connection has taken its id. */
  @Nullable FleetVm of(Member member) {
    FleetVm vm = connected.get(member.vmId());
    return vm != null && vm.member() == member ? vm : null;
  }

  void remove(FleetVm vm) {
    connected.remove(vm.id());
  }

  /** Expects a VM back; if it does not come in time, tells so. */
  void awaitReturn(FleetVm vm, Consumer<String> gone) {
    String vmId = vm.id();
    Future<?> timer =
        clock.later(
            grace,
            () -> {
              if (lost.remove(vmId) != null) {
                gone.accept(vmId);
              }
            });
    lost.put(vmId, new Lost(timer, vm.labels()));
  }

  /** Whether a VM was lost and may come back. */
  boolean isAwaited(String vmId) {
    return lost.containsKey(vmId);
  }

  boolean knows(String vmId) {
    return connected.containsKey(vmId) || lost.containsKey(vmId);
  }

  /** The VMs that are connected, oldest first. */
  List<FleetVm> connected() {
    return List.copyOf(connected.values());
  }

  /** The labels of all VMs by their ids; also of those that may come back. */
  Map<String, Map<String, String>> known() {
    Map<String, Map<String, String>> labels = new LinkedHashMap<>();
    connected.forEach((id, vm) -> labels.put(id, vm.labels()));
    lost.forEach((id, vm) -> labels.putIfAbsent(id, vm.labels()));
    return labels;
  }
}
