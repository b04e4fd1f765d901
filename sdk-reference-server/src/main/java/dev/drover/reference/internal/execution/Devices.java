package dev.drover.reference.internal.execution;

import dev.drover.reference.internal.clock.LockedClock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** All devices of a server, and the eye on those that are VMs. */
final class Devices {

  /** So long it takes at least until a lost VM is noticed, and twice as long at most. */
  private static final long LOOK_MILLIS = 1_000;

  private final Object lock;
  private final LockedClock clock;
  private final Vms vms;
  private final Map<String, Device> devices = new LinkedHashMap<>();
  private boolean looking;

  Devices(Object lock, LockedClock clock, Vms vms) {
    this.lock = lock;
    this.clock = clock;
    this.vms = vms;
  }

  Device get(String id) {
    if (id.isBlank()) {
      throw new IllegalArgumentException("a device needs an id that is not blank");
    }
    return devices.computeIfAbsent(id, name -> new Device(name, lock, clock, vms));
  }

  /** Looks whether a device is a VM, and from time to time whether it still is. */
  void watch(Device device) {
    device.seen(vms.connected().contains(device.id()));
    if (!looking) {
      looking = true;
      clock.later(LOOK_MILLIS, this::look);
    }
  }

  private void look() {
    Set<String> connected = vms.connected();
    List<Device> inUse = devices.values().stream().filter(Device::isInUse).toList();
    inUse.forEach(device -> device.seen(connected.contains(device.id())));
    looking = !inUse.isEmpty();
    if (looking) {
      clock.later(LOOK_MILLIS, this::look);
    }
  }
}
