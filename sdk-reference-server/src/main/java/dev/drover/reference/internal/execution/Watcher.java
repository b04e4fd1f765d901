package dev.drover.reference.internal.execution;

import dev.drover.internal.wire.ExecutionMessage;
import dev.drover.internal.wire.WireCodec;
import dev.drover.reference.internal.peer.Backpressure;
import dev.drover.reference.internal.peer.Peer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A connection that watches one execution. What must arrive is queued; of progress and frames a
 * slow connection gets the newest, of log entries none until it has caught up, but their number.
 */
final class Watcher {

  /** As many as are kept for those who come back. */
  private static final int MAX_UNACKNOWLEDGED = 10_000;

  private final Peer peer;
  private final boolean extended;
  private final Shared shared;
  private final Set<Device> subscribed = new HashSet<>();
  private final Map<Device, String> statusSeen = new HashMap<>();
  private final Map<Device, Preview> previews = new LinkedHashMap<>();
  private final Map<String, byte[]> newestFrames = new LinkedHashMap<>();
  private final Set<String> unacknowledged = new LinkedHashSet<>();
  private boolean frameUnderWay;
  private byte @Nullable [] lastProgress;
  private boolean catchesUp;
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
    lastProgress = null;
    if (peer.isWritable()) {
      send(message);
      return;
    }
    lastProgress = message;
    if (!catchesUp) {
      catchesUp = true;
      peer.onceWritable(this::catchUp);
    }
  }

  private void catchUp() {
    synchronized (shared.lock()) {
      catchesUp = false;
      flushProgress();
    }
  }

  private void flushProgress() {
    if (lastProgress != null) {
      send(lastProgress);
      lastProgress = null;
    }
  }

  /** The execution is over; the end does not overtake the last progress. */
  void end(byte[] message) {
    flushProgress();
    send(message);
    stopPreviews();
  }

  /** One is on its way at a time; of those that wait behind it, the newest of each device. */
  void frame(String deviceId, byte[] message) {
    if (frameUnderWay) {
      newestFrames.put(deviceId, message);
    } else {
      frameUnderWay = true;
      active();
      peer.send(message, this::frameSent);
    }
  }

  private void frameSent() {
    synchronized (shared.lock()) {
      frameUnderWay = false;
      Iterator<Map.Entry<String, byte[]>> waiting = newestFrames.entrySet().iterator();
      if (waiting.hasNext()) {
        Map.Entry<String, byte[]> next = waiting.next();
        waiting.remove();
        frame(next.getKey(), next.getValue());
      }
    }
  }

  void noFrame(String deviceId) {
    newestFrames.remove(deviceId);
  }

  /** Gives whether it has all that it asked for: false if the entry was dropped. */
  boolean log(Device device, byte[] message) {
    if (!subscribed.contains(device)) {
      return true;
    }
    boolean writable = peer.isWritable();
    if (writable) {
      send(message);
    }
    return writable;
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
    newestFrames.clear();
    lastProgress = null;
  }

  private void stopPreviews() {
    previews.values().forEach(Preview::stop);
    previews.clear();
  }
}
