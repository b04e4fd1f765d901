package dev.drover.reference;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A step to be told of by hand ({@code execution-monitoring.md}, "Step Completion", "Step Failed").
 * Immutable.
 *
 * <pre>{@code
 * execution.stepFailed(
 *     ExecutionStep.of("emulator-5554", "data_test_module").withAttempt(1, true),
 *     "ADB_TIMEOUT", "ADB command timed out after 30 seconds");
 * }</pre>
 */
public final class ExecutionStep {

  private final String stepId;
  private final String deviceId;
  private final String moduleId;
  private final Duration duration;
  private final byte @Nullable [] screenshot;
  private final @Nullable String screenshotUrl;
  private final int attempt;
  private final boolean willRetry;

  private ExecutionStep(
      String stepId,
      String deviceId,
      String moduleId,
      Duration duration,
      byte @Nullable [] screenshot,
      @Nullable String screenshotUrl,
      int attempt,
      boolean willRetry) {
    this.stepId = stepId;
    this.deviceId = deviceId;
    this.moduleId = moduleId;
    this.duration = duration;
    this.screenshot = screenshot;
    this.screenshotUrl = screenshotUrl;
    this.attempt = attempt;
    this.willRetry = willRetry;
  }

  /**
   * A step with a new id, that took no time, in its first attempt.
   *
   * @param deviceId where it ran
   * @param moduleId what ran
   * @return the step
   */
  public static ExecutionStep of(String deviceId, String moduleId) {
    return new ExecutionStep(
        UUID.randomUUID().toString(), deviceId, moduleId, Duration.ZERO, null, null, 1, false);
  }

  /**
   * The step under another id.
   *
   * @param id any, usually a UUID
   * @return the changed copy
   */
  public ExecutionStep withId(String id) {
    return new ExecutionStep(
        id, deviceId, moduleId, duration, screenshot, screenshotUrl, attempt, willRetry);
  }

  /**
   * How long it took.
   *
   * @param time zero or more; milliseconds count
   * @return the changed copy
   */
  public ExecutionStep withDuration(Duration time) {
    if (time.isNegative()) {
      throw new IllegalArgumentException("a step takes no negative time: " + time);
    }
    return new ExecutionStep(
        stepId, deviceId, moduleId, time, screenshot, screenshotUrl, attempt, willRetry);
  }

  /**
   * A picture that the server keeps and gives to those who follow the step's {@code
   * screenshot_url}.
   *
   * @param png an encoded image
   * @return the changed copy
   */
  public ExecutionStep withScreenshot(byte[] png) {
    return new ExecutionStep(
        stepId, deviceId, moduleId, duration, png.clone(), null, attempt, willRetry);
  }

  /**
   * Where a picture can be had that somebody else keeps.
   *
   * @param url relative to the server's HTTP address, or absolute
   * @return the changed copy
   */
  public ExecutionStep withScreenshotUrl(String url) {
    return new ExecutionStep(stepId, deviceId, moduleId, duration, null, url, attempt, willRetry);
  }

  /**
   * Which attempt failed.
   *
   * @param number counts from 1
   * @param retried whether there will be another
   * @return the changed copy
   */
  public ExecutionStep withAttempt(int number, boolean retried) {
    return new ExecutionStep(
        stepId, deviceId, moduleId, duration, screenshot, screenshotUrl, number, retried);
  }

  /** The step's id. */
  public String stepId() {
    return stepId;
  }

  /** Where it ran. */
  public String deviceId() {
    return deviceId;
  }

  /** What ran. */
  public String moduleId() {
    return moduleId;
  }

  /** How long it took. */
  public Duration duration() {
    return duration;
  }

  /** The picture, if there is one for the server to keep. */
  public Optional<byte[]> screenshot() {
    return Optional.ofNullable(screenshot).map(byte[]::clone);
  }

  /** Where the picture can be had, if somebody else keeps it. */
  public Optional<String> screenshotUrl() {
    return Optional.ofNullable(screenshotUrl);
  }

  /** Which attempt it was, from 1. */
  public int attempt() {
    return attempt;
  }

  /** Whether there will be another attempt. */
  public boolean willRetry() {
    return willRetry;
  }

  /** One line: module, device, attempt. */
  @Override
  public String toString() {
    return "ExecutionStep[%s on %s, attempt %d]".formatted(moduleId, deviceId, attempt);
  }
}
