package dev.drover.reference.internal.execution;

import dev.drover.internal.wire.WireCodec;
import dev.drover.reference.ExecutionOutcome;
import dev.drover.reference.ExecutionStatus;
import dev.drover.reference.ExecutionStep;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** Writes down what happens in one execution, and tells it as often as may be. Under the lock. */
final class Narration {

  /** One who takes a device's log entries too slowly. */
  private record Behind(Watcher watcher, Device device) {}

  private final Shared shared;
  private final Audience audience;
  private final Story story;
  private final Messages messages;
  private final ProgressFeed progress;
  private final LogOverflow<Device> overflow;
  private final LogOverflow<Behind> missed;

  Narration(String executionId, Shared shared, Audience audience) {
    this.shared = shared;
    this.audience = audience;
    this.story = new Story(executionId, shared.clock());
    this.messages = new Messages(executionId, shared.clock());
    this.progress = new ProgressFeed(shared.clock(), this::tellProgress);
    this.overflow = new LogOverflow<>(shared.clock(), this::tellDropped);
    this.missed = new LogOverflow<>(shared.clock(), this::tellMissed);
  }

  Story story() {
    return story;
  }

  /** Tells one who has just come how things stand, and, if it was here before, what it missed. */
  void welcome(Watcher watcher, Collection<Device> devices, @Nullable String resumeFrom) {
    watcher.send(messages.progress(story.percentage(), story.step()));
    devices.forEach(watcher::initialStatus);
    if (resumeFrom != null && !audience.sendMissed(watcher, resumeFrom)) {
      String reason = "some of what came after '%s' is kept no longer".formatted(resumeFrom);
      refuse(watcher, Codes.RESUME_INCOMPLETE, reason, null);
    }
    if (story.status().isFinal()) {
      watcher.send(messages.end(story.outcome(), story.endMillis()));
    }
  }

  /** Answers one watcher with an error. */
  void refuse(Watcher watcher, String code, String message, @Nullable String deviceId) {
    audience.reply(watcher, messages.error(code, message, deviceId));
  }

  /** Keeps a picture; gives its path at the server. */
  String keep(byte[] picture) {
    return shared.screenshots().keep(this, picture);
  }

  void forgetPictures() {
    shared.screenshots().forget(this);
  }

  private @Nullable String screenshotUrl(ExecutionStep step) {
    return step.screenshot().map(this::keep).or(step::screenshotUrl).orElse(null);
  }

  void progress(int percentage, String step) {
    story.goesOn();
    story.progress(percentage, step);
    progress.changed();
  }

  private void tellProgress() {
    byte[] message =
        WireCodec.EXECUTION.encode(messages.progress(story.percentage(), story.step()));
    audience.each(watcher -> watcher.progress(message));
  }

  void completed(ExecutionStep step) {
    story.goesOn();
    String url = screenshotUrl(step);
    story.succeeded(step, url);
    audience.guarantee(messages.completed(step, url));
  }

  void failed(ExecutionStep step, String code, String message) {
    story.goesOn();
    story.failed(step, code, message, screenshotUrl(step));
    audience.guarantee(messages.failed(step, code, message));
  }

  void log(Device device, String level, String message, String moduleId) {
    story.goesOn();
    if (device.logGate().admits(shared.clock().now())) {
      byte[] bytes =
          WireCodec.EXECUTION.encode(messages.log(device.id(), level, message, moduleId));
      audience.each(
          watcher -> {
            if (!watcher.log(device, bytes)) {
              missed.dropped(new Behind(watcher, device));
            }
          });
    } else {
      overflow.dropped(device);
    }
  }

  private void tellDropped(Device device, long count) {
    error(
        Codes.RATE_LIMITED,
        "%d log entries of %s were dropped; at most %d a second are passed on"
            .formatted(count, device.id(), LogGate.PER_SECOND),
        device.id());
  }

  /** To nobody else, and no part of the story: all others may have heard them. */
  private void tellMissed(Behind behind, long count) {
    String id = behind.device().id();
    String reason = "%d log entries of %s were dropped: this connection takes them too slowly";
    audience.guarantee(
        behind.watcher(), messages.error(Codes.RATE_LIMITED, reason.formatted(count, id), id));
  }

  void error(String code, String message, String deviceId) {
    story.goesOn();
    story.error(code, message, deviceId);
    audience.guarantee(messages.error(code, message, deviceId));
  }

  ExecutionOutcome end(ExecutionStatus as) {
    overflow.tellNow();
    missed.tellNow();
    progress.end();
    ExecutionOutcome outcome = story.end(as);
    byte[] message = WireCodec.EXECUTION.encode(messages.end(outcome, story.endMillis()));
    audience.each(watcher -> watcher.end(message));
    return outcome;
  }
}
