package dev.drover.reference.internal.execution;

import dev.drover.reference.Execution;
import dev.drover.reference.ExecutionOutcome;
import dev.drover.reference.ExecutionStatus;
import dev.drover.reference.ExecutionStep;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** An execution: what happens in it is written down and told to those who watch. */
public final class LiveExecution implements Execution {

  private final String id;
  private final Shared shared;
  private final Audience audience;
  private final Narration narration;
  private final Story story;
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
    this.narration = new Narration(id, shared, audience);
    this.story = narration.story();
    this.ending = new Ending(shared.lock());
  }

  // ---- for connections and devices, under the lock

  void join(Watcher watcher, @Nullable String resumeFrom) {
    narration.welcome(watcher, devices.values(), resumeFrom);
    audience.add(watcher);
  }

  void leave(Watcher watcher) {
    audience.remove(watcher);
  }

  /** Answers one watcher with an error. */
  void refuse(Watcher watcher, String code, String message, @Nullable String deviceId) {
    narration.refuse(watcher, code, message, deviceId);
  }

  @Nullable Device deviceOrNull(String deviceId) {
    return devices.get(deviceId);
  }

  boolean hasEnded() {
    return story.status().isFinal();
  }

  void deviceStatus(Device device, byte[] message) {
    audience.each(watcher -> watcher.status(device, device.status(), message));
  }

  void deviceLost(Device device) {
    narration.error(
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
    return narration.keep(picture);
  }

  void forgetPictures() {
    narration.forgetPictures();
  }

  /** What is known by now, in the form that is wanted. */
  <T> T told(BiFunction<Story, Set<String>, T> form) {
    synchronized (shared.lock()) {
      return form.apply(story, devices.keySet());
    }
  }

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

  private Execution telling(Runnable task) {
    synchronized (shared.lock()) {
      task.run();
      return this;
    }
  }

  @Override
  public Execution progress(int percentage, String currentStep) {
    if (percentage < 0 || percentage > 100) {
      throw new IllegalArgumentException("progress is 0 to 100 percent, not " + percentage);
    }
    return telling(() -> narration.progress(percentage, currentStep));
  }

  /** The step, its device being one of this execution. */
  private ExecutionStep of(ExecutionStep step) {
    device(step.deviceId());
    return step;
  }

  @Override
  public Execution stepCompleted(ExecutionStep step) {
    return telling(() -> narration.completed(of(step)));
  }

  @Override
  public Execution stepFailed(ExecutionStep step, String errorCode, String errorMessage) {
    return telling(() -> narration.failed(of(step), errorCode, errorMessage));
  }

  @Override
  public Execution log(String deviceId, String message) {
    return telling(() -> narration.log(device(deviceId), "INFO", message, story.step()));
  }

  @Override
  public Execution log(String deviceId, String level, String message, String moduleId) {
    return telling(() -> narration.log(device(deviceId), level, message, moduleId));
  }

  @Override
  public Execution error(String deviceId, String code, String message) {
    return telling(() -> narration.error(code, message, device(deviceId).id()));
  }

  @Override
  public Execution sendText(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return telling(() -> audience.each(watcher -> watcher.send(bytes)));
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
    ExecutionOutcome ended = narration.end(as);
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
