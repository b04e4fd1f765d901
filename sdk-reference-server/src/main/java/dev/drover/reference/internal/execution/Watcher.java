package dev.drover.reference.internal.execution;

import dev.drover.internal.wire.ExecutionMessage;
import dev.drover.internal.wire.WireCodec;
import dev.drover.reference.internal.peer.Backpressure;
import dev.drover.reference.internal.peer.Peer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * A connection that watches one execution. What must arrive is queued; of progress and frames a
 * slow connection gets the newest, of log entries none until it has caught up.
 */
final class Watcher {

  private static final String PROGRESS = "";

  /** As many as are kept for those who come back. */
  private static final int MAX_UNACKNOWLEDGED = 10_000;

  private final Peer peer;
  private final boolean extended;
  private final Shared shared;
  private final Set<Device> subscribed = new HashSet<>();
  private final Map<Device, String> statusSeen = new HashMap<>();
  private final Map<Device, Preview> previews = new LinkedHashMap<>();
  private final Map<String, byte[]> newest = new LinkedHashMap<>();
  private final Set<String> unacknowledged = new LinkedHashSet<>();
  private boolean waits;
  private long activeMillis;

  Watcher(Peer peer, boolean extended, Shared shared) {
    this.peer = peer;
    this.extended = extended;
    this.shared = shared;
    active();
  }

  boolean isExtended() {
    return extended;
  }

  /** Something was sent or received. */
  void active() {
    activeMillis = shared.clock().now();
  }

  long activeMillis() {
    return activeMillis;
  }

  Map<Device, Preview> previews() {
    return previews;
  }

  // ---- what is sent

  void send(byte[] message) {
    active();
    peer.send(message);
  }

  void send(ExecutionMessage message) {
    send(WireCodec.EXECUTION.encode(message));
  }

  void guaranteed(Guaranteed message) {
    expectAcknowledgement(message);
    send(message.bytes(extended));
  }

  /** Answers what it said itself; if it does not take the answers, it is not read from either. */
  void reply(Guaranteed message) {
    expectAcknowledgement(message);
    active();
    Backpressure.send(peer, message.bytes(extended), peer);
  }

  private void expectAcknowledgement(Guaranteed message) {
    if (extended) {
      unacknowledged.add(message.id);
      if (unacknowledged.size() > MAX_UNACKNOWLEDGED) {
        unacknowledged.remove(unacknowledged.iterator().next());
      }
    }
  }

  void progress(byte[] message) {
    newest(PROGRESS, message);
  }

  /** The execution is over; the end does not overtake the last progress. */
  void end(byte[] message) {
    byte[] lastProgress = newest.remove(PROGRESS);
    if (lastProgress != null) {
      send(lastProgress);
    }
    send(message);
    stopPreviews();
  }

  void frame(String deviceId, byte[] message) {
    newest(deviceId, message);
  }

  void noFrame(String deviceId) {
    newest.remove(deviceId);
  }

  void log(Device device, byte[] message) {
    if (subscribed.contains(device) && peer.isWritable()) {
      send(message);
    }
  }

  void status(Device device, String status, byte[] message) {
    if (subscribed.contains(device)) {
      statusSeen.put(device, status);
      send(message);
    }
  }

  /** The status as part of the initial state, which everybody gets. */
  void initialStatus(Device device) {
    statusSeen.put(device, device.status());
    send(device.statusMessage());
  }

  private void newest(String kind, byte[] message) {
    if (newest.isEmpty() && peer.isWritable()) {
      send(message);
      return;
    }
    newest.put(kind, message);
    if (!waits) {
      waits = true;
      peer.onceWritable(this::catchUp);
    }
  }

  private void catchUp() {
    synchronized (shared.lock()) {
      waits = false;
      Map<String, byte[]> due = new LinkedHashMap<>(newest);
      newest.clear();
      due.values().forEach(this::send);
    }
  }

  // ---- what it asks for

  /** There is no answer, but a status that it has not heard of is told. */
  void subscribe(Device device) {
    subscribed.add(device);
    if (!device.status().equals(statusSeen.get(device))) {
      status(device, device.status(), device.statusMessage());
    }
  }

  void unsubscribe(Device device) {
    subscribed.remove(device);
  }

  void acknowledge(String messageId) {
    unacknowledged.remove(messageId);
  }

  int unacknowledged() {
    return unacknowledged.size();
  }

  void close(int code, String reason) {
    gone();
    peer.close(code, reason);
  }

  /** Looks at nothing any more. */
  void gone() {
    stopPreviews();
    subscribed.clear();
    newest.clear();
  }

  private void stopPreviews() {
    previews.values().forEach(Preview::stop);
    previews.clear();
  }
}
