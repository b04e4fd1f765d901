package dev.drover.reference.internal.screen;

import dev.drover.internal.concurrent.DaemonThreads;
import dev.drover.internal.wire.ExecutionMessage.PreviewFrame;
import dev.drover.internal.wire.WireCodec;
import dev.drover.reference.internal.clock.LockedClock;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One device's screen on its way to all who look: grabbed once for all of them, encoded once for
 * each quality, both only while somebody looks and never more than fifteen times a second. One grab
 * is under way at a time, off the lock; everything else happens under it.
 */
public final class ScreenFeed {

  /** Somebody who looks. Called under the lock. */
  public interface Viewer {
    /** A frame, as the message to send. */
    void show(byte[] message);

    /** There will be no more frames; it is forgotten. */
    void failed(String reason);
  }

  /** Just under fifteen frames a second. */
  public static final int INTERVAL_MILLIS = 67;

  private final String deviceId;
  private final Object lock;
  private final LockedClock clock;
  private final Supplier<@Nullable Screen> screen;
  private final Map<Viewer, Quality> viewers = new LinkedHashMap<>();
  private final Map<Quality, JpegEncoder> encoders = new EnumMap<>(Quality.class);
  private boolean running;
  private long lastMillis = Long.MIN_VALUE / 2;
  private long encoded;

  /**
   * A feed that nobody looks at.
   *
   * @param screen what to look at, asked before every grab; null when there is nothing to see
   */
  public ScreenFeed(
      String deviceId, Object lock, LockedClock clock, Supplier<@Nullable Screen> screen) {
    this.deviceId = deviceId;
    this.lock = lock;
    this.clock = clock;
    this.screen = screen;
  }

  /** Begins to look, or goes on in another quality. */
  public void watch(Viewer viewer, Quality quality) {
    viewers.put(viewer, quality);
    if (!running) {
      running = true;
      next();
    }
  }

  /** Looks no more. */
  public void unwatch(Viewer viewer) {
    viewers.remove(viewer);
  }

  /** How many look. */
  public int viewers() {
    return viewers.size();
  }

  /** How many JPEGs were made. */
  public long encoded() {
    return encoded;
  }

  /** Ends all previews. */
  public void fail(String reason) {
    List<Viewer> all = new ArrayList<>(viewers.keySet());
    viewers.clear();
    all.forEach(viewer -> viewer.failed(reason));
  }

  private void next() {
    clock.later(lastMillis + INTERVAL_MILLIS - clock.now(), this::grab);
  }

  private void grab() {
    if (viewers.isEmpty()) {
      running = false;
      encoders.values().forEach(JpegEncoder::dispose);
      encoders.clear();
      return;
    }
    lastMillis = clock.now();
    String time = LockedClock.timestamp(lastMillis);
    Set<Quality> wanted = EnumSet.copyOf(viewers.values());
    wanted.forEach(quality -> encoders.computeIfAbsent(quality, JpegEncoder::new));
    Map<Quality, JpegEncoder> used = new EnumMap<>(encoders);
    used.keySet().retainAll(wanted);
    Screen shown = screen.get();
    if (shown == null) {
      grabbed(Map.of(), "the device '" + deviceId + "' shows nothing");
      return;
    }
    CompletableFuture.supplyAsync(shown::grab, DaemonThreads.executor())
        .thenCompose(picture -> picture)
        .thenApplyAsync(picture -> messages(picture, used, time), DaemonThreads.executor())
        .whenComplete(
            (messages, failure) -> {
              synchronized (lock) {
                grabbed(messages == null ? Map.of() : messages, reason(failure));
              }
            });
  }

  private Map<Quality, byte[]> messages(
      Picture picture, Map<Quality, JpegEncoder> used, String time) {
    Map<Quality, byte[]> messages = new EnumMap<>(Quality.class);
    long made = 0;
    for (Map.Entry<Quality, JpegEncoder> entry : used.entrySet()) {
      made += entry.getValue().knows(picture) ? 0 : 1;
      JpegEncoder.Jpeg jpeg = entry.getValue().encode(picture);
      messages.put(
          entry.getKey(),
          WireCodec.EXECUTION.encode(
              new PreviewFrame(deviceId, jpeg.dataUri(), jpeg.width(), jpeg.height(), time)));
    }
    synchronized (lock) {
      encoded += made;
    }
    return messages;
  }

  /** Under the lock: hands frames out, and goes on while somebody looks. */
  private void grabbed(Map<Quality, byte[]> messages, @Nullable String failure) {
    if (failure != null) {
      fail(failure);
    }
    // A copy, because a viewer whose connection breaks by what it is sent goes at once.
    Map.copyOf(viewers)
        .forEach(
            (viewer, quality) -> {
              byte[] message = messages.get(quality);
              if (message != null) {
                viewer.show(message);
              }
            });
    next();
  }

  private static @Nullable String reason(@Nullable Throwable failure) {
    if (failure == null) {
      return null;
    }
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    return cause.getMessage() == null ? cause.toString() : cause.getMessage();
  }
}
