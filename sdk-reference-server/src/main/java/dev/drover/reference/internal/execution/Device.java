package dev.drover.reference.internal.execution;

import dev.drover.DroverException;
import dev.drover.internal.wire.ExecutionMessage.DeviceStatus;
import dev.drover.internal.wire.WireCodec;
import dev.drover.reference.ExecutionDevice;
import dev.drover.reference.internal.clock.LockedClock;
import dev.drover.reference.internal.screen.Picture;
import dev.drover.reference.internal.screen.Screen;
import dev.drover.reference.internal.screen.ScreenFeed;
import java.awt.image.BufferedImage;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A device, with what it shows and says, and the executions that use it. */
public final class Device implements ExecutionDevice {

  static final String IDLE = "idle";
  static final String OFFLINE = "offline";

  /** An agent that reconnects at once was not lost. */
  private static final int ABSENCES = 2;

  private final String id;
  private final Object lock;
  private final LockedClock clock;
  private final Vms vms;
  private final Set<LiveExecution> executions = new LinkedHashSet<>();
  private final ScreenFeed feed;
  private final LogGate logGate = new LogGate();
  private @Nullable Screen scripted;
  private @Nullable Screen vmScreen;
  private String status = IDLE;
  private long seenMillis;
  private boolean connected = true;
  private boolean sentAway;
  private int absences;

  Device(String id, Object lock, LockedClock clock, Vms vms) {
    this.id = id;
    this.lock = lock;
    this.clock = clock;
    this.vms = vms;
    this.feed = new ScreenFeed(id, lock, clock, this::screen);
    this.seenMillis = clock.now();
  }

  // ---- for executions, under the lock

  ScreenFeed feed() {
    return feed;
  }

  LogGate logGate() {
    return logGate;
  }

  void use(LiveExecution execution) {
    executions.add(execution);
  }

  void leave(LiveExecution execution) {
    executions.remove(execution);
  }

  boolean isInUse() {
    return !executions.isEmpty();
  }

  byte[] statusMessage() {
    return WireCodec.EXECUTION.encode(
        new DeviceStatus(id, status, LockedClock.timestamp(seenMillis)));
  }

  /** The fleet has, or has not, a VM of this name. */
  void seen(boolean inFleet) {
    if (inFleet) {
      absences = 0;
      if (vmScreen == null) {
        vmScreen = new VmScreen(id, vms);
      }
      if (!connected && !sentAway) {
        connect();
      }
      seenMillis = connected ? clock.now() : seenMillis;
    } else if (vmScreen != null && connected && ++absences >= ABSENCES) {
      lose();
    }
  }

  private @Nullable Screen screen() {
    return !connected ? null : scripted != null ? scripted : vmScreen;
  }

  private void lose() {
    connected = false;
    change(OFFLINE);
    feed.fail("the device '" + id + "' is disconnected");
    List.copyOf(executions).forEach(execution -> execution.deviceLost(this));
  }

  private void change(String to) {
    status = to;
    seenMillis = connected ? clock.now() : seenMillis;
    byte[] message = statusMessage();
    executions.forEach(execution -> execution.deviceStatus(this, message));
  }

  /** Whether there is something to see. */
  public boolean hasScreen() {
    synchronized (lock) {
      return screen() != null;
    }
  }

  /** What it shows now; fails if that is nothing. */
  public CompletableFuture<Picture> look() {
    Screen shown;
    synchronized (lock) {
      shown = screen();
    }
    return shown != null
        ? shown.grab()
        : CompletableFuture.failedFuture(
            new DroverException("the device '" + id + "' shows nothing", null));
  }

  // ---- for everybody

  @Override
  public String id() {
    return id;
  }

  @Override
  public String status() {
    synchronized (lock) {
      return status;
    }
  }

  @Override
  public boolean isConnected() {
    synchronized (lock) {
      return connected;
    }
  }

  @Override
  public ExecutionDevice status(String to) {
    synchronized (lock) {
      change(to);
      return this;
    }
  }

  @Override
  public ExecutionDevice showing(Supplier<BufferedImage> screen) {
    synchronized (lock) {
      scripted =
          () -> {
            try {
              return CompletableFuture.completedFuture(Picture.of(screen.get()));
            } catch (RuntimeException | Error e) {
              return CompletableFuture.failedFuture(e);
            }
          };
      return this;
    }
  }

  @Override
  public ExecutionDevice disconnect() {
    synchronized (lock) {
      sentAway = true;
      if (connected) {
        lose();
      }
      return this;
    }
  }

  @Override
  public ExecutionDevice connect() {
    synchronized (lock) {
      sentAway = false;
      absences = 0;
      if (!connected) {
        connected = true;
        change(IDLE);
      }
      return this;
    }
  }

  @Override
  public int viewers() {
    synchronized (lock) {
      return feed.viewers();
    }
  }

  @Override
  public long encodedFrames() {
    synchronized (lock) {
      return feed.encoded();
    }
  }

  @Override
  public long droppedLogs() {
    synchronized (lock) {
      return logGate.dropped();
    }
  }

  /** One line: id and status. */
  @Override
  public String toString() {
    return "ExecutionDevice[" + id + ", " + status() + "]";
  }
}
