package dev.drover.execution;

import dev.drover.Subscription;
import dev.drover.internal.session.SessionProtocol.FrameSender;
import dev.drover.internal.wire.ExecutionMessage;
import dev.drover.internal.wire.ExecutionMessage.SubscribeDevice;
import dev.drover.internal.wire.ExecutionMessage.UnsubscribeDevice;
import dev.drover.internal.wire.WireCodec;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** The devices that are subscribed, on this connection and on those that follow. */
final class Devices {

  private final Consumer<byte[]> send;
  private final Map<String, Set<DeviceSubscription>> subscribed = new LinkedHashMap<>();

  /**
   * None yet.
   *
   * @param send sends a frame if it can be sent now; what cannot is made up for on connecting
   */
  Devices(Consumer<byte[]> send) {
    this.send = send;
  }

  Subscription subscribe(String deviceId) {
    DeviceSubscription subscription = new DeviceSubscription(deviceId);
    boolean first;
    synchronized (this) {
      Set<DeviceSubscription> all = subscribed.computeIfAbsent(deviceId, id -> new HashSet<>());
      first = all.isEmpty();
      all.add(subscription);
    }
    if (first) {
      say(new SubscribeDevice(deviceId));
    }
    return subscription;
  }

  /** Ends all subscriptions of a device. */
  void unsubscribe(String deviceId) {
    if (end(deviceId)) {
      say(new UnsubscribeDevice(deviceId));
    }
  }

  /** The server gives no more of a device. Whether it was subscribed. */
  synchronized boolean end(String deviceId) {
    return subscribed.remove(deviceId) != null;
  }

  void unsubscribeAll() {
    ids().forEach(this::unsubscribe);
  }

  synchronized void endAll() {
    subscribed.clear();
  }

  synchronized void onConnected(FrameSender sender) {
    subscribed
        .keySet()
        .forEach(id -> sender.send(WireCodec.EXECUTION.encode(new SubscribeDevice(id))));
  }

  synchronized List<String> ids() {
    return List.copyOf(subscribed.keySet());
  }

  private void say(ExecutionMessage message) {
    send.accept(WireCodec.EXECUTION.encode(message));
  }

  private synchronized boolean has(DeviceSubscription subscription) {
    return subscribed.getOrDefault(subscription.deviceId, Set.of()).contains(subscription);
  }

  /** Whether it was the last one of its device. */
  private synchronized boolean remove(DeviceSubscription subscription) {
    Set<DeviceSubscription> all = subscribed.get(subscription.deviceId);
    if (all == null || !all.remove(subscription) || !all.isEmpty()) {
      return false;
    }
    subscribed.remove(subscription.deviceId);
    return true;
  }

  private final class DeviceSubscription implements Subscription {
    private final String deviceId;

    DeviceSubscription(String deviceId) {
      this.deviceId = deviceId;
    }

    @Override
    public boolean isActive() {
      return has(this);
    }

    @Override
    public void close() {
      if (remove(this)) {
        say(new UnsubscribeDevice(deviceId));
      }
    }

    /** One line: device and state. */
    @Override
    public String toString() {
      return "Subscription[" + deviceId + ", " + (isActive() ? "active" : "ended") + "]";
    }
  }
}
