package dev.drover.reference.internal.hub;

import dev.drover.hub.VmInfo;
import dev.drover.internal.wire.HubMessage.ListedVm;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The VMs: connected, oldest first, and those lost that may come back. */
final class Fleet {

  private static final String CONNECTED = "connected";

  private final Assignments assignments;
  private final Clock clock;
  private final Duration grace;
  private final Map<String, FleetVm> connected = new LinkedHashMap<>();
  private final Map<String, Future<?>> lost = new HashMap<>();

  Fleet(Assignments assignments, Clock clock, Duration grace) {
    this.assignments = assignments;
    this.clock = clock;
    this.grace = grace;
  }

  /** Adds a VM; gives the one that had the id until now. */
  @Nullable FleetVm add(FleetVm vm) {
    Future<?> timer = lost.remove(vm.id());
    if (timer != null) {
      timer.cancel(false);
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
  void awaitReturn(String vmId, Consumer<String> gone) {
    Future<?> timer =
        clock.later(
            grace,
            () -> {
              if (lost.remove(vmId) != null) {
                gone.accept(vmId);
              }
            });
    lost.put(vmId, timer);
  }

  /** Whether a VM was lost and may come back. */
  boolean isAwaited(String vmId) {
    return lost.containsKey(vmId);
  }

  boolean knows(String vmId) {
    return connected.containsKey(vmId) || lost.containsKey(vmId);
  }

  /** The oldest VM that has no test case. */
  @Nullable FleetVm free() {
    for (FleetVm vm : connected.values()) {
      if (assignments.testCaseOf(vm.id()) == null) {
        return vm;
      }
    }
    return null;
  }

  List<ListedVm> listed() {
    return connected.keySet().stream()
        .map(id -> new ListedVm(id, assignments.testCaseOf(id), CONNECTED))
        .toList();
  }

  List<VmInfo> infos() {
    return connected.keySet().stream()
        .map(id -> new VmInfo(id, Optional.ofNullable(assignments.testCaseOf(id)), CONNECTED))
        .toList();
  }
}
