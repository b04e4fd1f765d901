package dev.drover.reference.internal.execution;

import dev.drover.internal.wire.WireCodec;
import dev.drover.reference.Execution;
import dev.drover.reference.ExecutionOutcome;
import dev.drover.reference.ExecutionStatus;
import dev.drover.reference.ExecutionStep;
import dev.drover.reference.internal.report.Report;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** An execution: what happens in it is written down and told to those who watch. */
public final class LiveExecution implements Execution {

  private final String id;
  private final Shared shared;
  private final Audience audience;
  private final Messages messages;
  private final Story story;
  private final ProgressFeed progress;
  private final LogOverflow overflow;
  private final Map<String, Device> devices = new LinkedHashMap<>();
  private final Ending ending;
  private final Consumer<LiveExecution> onEnd;
  private @Nullable Conductor conductor;

  /**
   * An execution in which nothing has happened yet.
   *
   * @param onEnd is told when it has ended, under the lock
   */
  LiveExecution(String id, Shared shared, Consumer<LiveExecution> onEnd) {
    this.id = id;
    this.shared = shared;
    this.onEnd = onEnd;
    this.audience = new Audience(shared);
    this.messages = new Messages(id, shared.clock());
    this.story = new Story(id, shared.clock());
    this.progress = new ProgressFeed(shared.clock(), this::tellProgress);
    this.ending = new Ending(shared.lock());
    this.overflow = new LogOverflow(shared.clock(), this::tellDropped);
  }

  // ---- for connections, under the lock

  /** Tells how things stand, and, if it was here before, what it missed. */
  void join(Watcher watcher, @Nullable String resumeFrom) {
    watcher.send(messages.progress(story.percentage(), story.step()));
    devices.values().forEach(watcher::initialStatus);
    if (resumeFrom != null && !audience.sendMissed(watcher, resumeFrom)) {
      String reason = "some of what came after '%s' is kept no longer".formatted(resumeFrom);
      refuse(watcher, Codes.RESUME_INCOMPLETE, reason, null);
    }
    if (hasEnded()) {
      watcher.send(messages.end(story.outcome(), story.endMillis()));
    }
    audience.add(watcher);
  }

  void leave(Watcher watcher) {
    audience.remove(watcher);
    watcher.gone();
  }

  /** Answers one watcher with an error. */
  void refuse(Watcher watcher, String code, String message, @Nullable String deviceId) {
    audience.reply(watcher, messages.error(code, message, deviceId));
  }

  @Nullable Device deviceOrNull(String deviceId) {
    return devices.get(deviceId);
  }

  boolean hasEnded() {
    return story.status().isFinal();
  }

  // ---- for devices, under the lock

  void deviceStatus(Device device, byte[] message) {
    audience.each(watcher -> watcher.status(device, device.status(), message));
  }

  void deviceLost(Device device) {
    tellError(
        Codes.DEVICE_DISCONNECTED,
        "Device %s disconnected during execution".formatted(device.id()),
        device.id());
    if (conductor != null) {
      conductor.deviceLost(device);
    }
  }

  // ---- for a plan

  /** From now on, somebody else makes it go on and end. */
  public void conductedBy(Conductor by, int plannedSteps) {
    synchronized (shared.lock()) {
      if (conductor != null) {
        throw new IllegalStateException("the execution " + id + " runs by a plan already");
      }
      story.goesOn();
      story.planned(plannedSteps);
      conductor = by;
    }
  }

  /** Keeps a picture; gives its path at the server. */
  public String keep(byte[] picture) {
    return shared.screenshots().keep(id, picture);
  }

  /** What is known by now. */
  Report report() {
    synchronized (shared.lock()) {
      return story.report(devices.keySet());
    }
  }

  // ---- for everybody

  @Override
  public String id() {
    return id;
  }

  @Override
  public ExecutionStatus status() {
    synchronized (shared.lock()) {
      return story.status();
    }
  }

  @Override
  public Device device(String deviceId) {
    synchronized (shared.lock()) {
      Device device = devices.get(deviceId);
      return device != null ? device : added(shared.devices().get(deviceId));
    }
  }

  private Device added(Device device) {
    devices.put(device.id(), device);
    if (!hasEnded()) {
      device.use(this);
      shared.devices().watch(device);
      audience.each(watcher -> watcher.initialStatus(device));
    }
    return device;
  }

  @Override
  public Execution progress(int percentage, String currentStep) {
    if (percentage < 0 || percentage > 100) {
      throw new IllegalArgumentException("progress is 0 to 100 percent, not " + percentage);
    }
    synchronized (shared.lock()) {
      story.goesOn();
      story.progress(percentage, currentStep);
      progress.changed();
      return this;
    }
  }

  private void tellProgress() {
    byte[] message =
        WireCodec.EXECUTION.encode(messages.progress(story.percentage(), story.step()));
    audience.each(watcher -> watcher.progress(message));
  }

  @Override
  public Execution stepCompleted(ExecutionStep step) {
    synchronized (shared.lock()) {
      story.goesOn();
      device(step.deviceId());
      String url = screenshotUrl(step);
      story.succeeded(step, url);
      audience.guarantee(messages.completed(step, url));
      return this;
    }
  }

  @Override
  public Execution stepFailed(ExecutionStep step, String errorCode, String errorMessage) {
    synchronized (shared.lock()) {
      story.goesOn();
      device(step.deviceId());
      story.failed(step, errorCode, errorMessage, screenshotUrl(step));
      audience.guarantee(messages.failed(step, errorCode, errorMessage));
      return this;
    }
  }

  private @Nullable String screenshotUrl(ExecutionStep step) {
    return step.screenshot().map(this::keep).or(step::screenshotUrl).orElse(null);
  }

  @Override
  public Execution log(String deviceId, String message) {
    synchronized (shared.lock()) {
      return log(deviceId, "INFO", message, story.step());
    }
  }

  @Override
  public Execution log(String deviceId, String level, String message, String moduleId) {
    synchronized (shared.lock()) {
      story.goesOn();
      Device device = device(deviceId);
      if (device.logGate().admits(shared.clock().now())) {
        byte[] bytes = WireCodec.EXECUTION.encode(messages.log(deviceId, level, message, moduleId));
        audience.each(watcher -> watcher.log(device, bytes));
      } else {
        overflow.dropped(device);
      }
      return this;
    }
  }

  private void tellDropped(Device device, long count) {
    tellError(
        Codes.RATE_LIMITED,
        "%d log entries of %s were dropped; at most %d a second are passed on"
            .formatted(count, device.id(), LogGate.PER_SECOND),
        device.id());
  }

  @Override
  public Execution error(String deviceId, String code, String message) {
    synchronized (shared.lock()) {
      story.goesOn();
      device(deviceId);
      tellError(code, message, deviceId);
      return this;
    }
  }

  private void tellError(String code, String message, String deviceId) {
    story.error(code, message, deviceId);
    audience.guarantee(messages.error(code, message, deviceId));
  }

  @Override
  public Execution sendText(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    synchronized (shared.lock()) {
      audience.each(watcher -> watcher.send(bytes));
      return this;
    }
  }

  @Override
  public ExecutionOutcome complete(ExecutionStatus as) {
    if (!as.isFinal()) {
      throw new IllegalArgumentException("an execution does not end as " + as);
    }
    ExecutionOutcome ended;
    synchronized (shared.lock()) {
      Conductor running = conductor;
      conductor = null;
      if (running != null) {
        running.ending();
      }
      ended = hasEnded() ? story.outcome() : end(as);
    }
    ending.come(ended);
    return ended;
  }

  private ExecutionOutcome end(ExecutionStatus as) {
    overflow.tellNow();
    progress.end();
    ExecutionOutcome ended = story.end(as);
    byte[] message = WireCodec.EXECUTION.encode(messages.end(ended, story.endMillis()));
    audience.each(watcher -> watcher.end(message));
    devices.values().forEach(device -> device.leave(this));
    onEnd.accept(this);
    return ended;
  }

  @Override
  public CompletableFuture<ExecutionOutcome> outcome() {
    return ending.future();
  }

  @Override
  public ExecutionOutcome await(Duration timeout) {
    return ending.await(timeout, this);
  }

  @Override
  public int watchers() {
    synchronized (shared.lock()) {
      return audience.size();
    }
  }

  @Override
  public int unacknowledged() {
    synchronized (shared.lock()) {
      return audience.unacknowledged();
    }
  }

  /** One line: id, status, how many watch. */
  @Override
  public String toString() {
    return "Execution[%s, %s, %d watchers]".formatted(id, status().wireName(), watchers());
  }
}
