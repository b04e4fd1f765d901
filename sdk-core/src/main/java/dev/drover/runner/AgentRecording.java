package dev.drover.runner;

import dev.drover.internal.wire.RunnerMessage;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** A recording on its agent. */
final class AgentRecording implements AgentJob, RecordingJob {

  private static final String KIND = "recording";

  private final RunnerMessage.RecordingStart start;
  private final @Nullable RecordingHandler handler;
  private final AgentVoice voice;
  private final JobControl control = new JobControl();
  private final AtomicBoolean ready = new AtomicBoolean();

  AgentRecording(
      RunnerMessage.RecordingStart start, @Nullable RecordingHandler handler, AgentVoice voice) {
    this.start = start;
    this.handler = handler;
    this.voice = voice;
  }

  static String key(@Nullable String executionId) {
    return KIND + " " + executionId;
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public String key() {
    return key(start.executionId());
  }

  @Override
  public String testFlowId() {
    return text(start.testFlowId());
  }

  @Override
  public String executionId() {
    return text(start.executionId());
  }

  @Override
  public String url() {
    return text(start.url());
  }

  @Override
  public String language() {
    return text(start.language());
  }

  @Override
  public Map<String, Object> config() {
    return start.config() == null ? Map.of() : new LinkedHashMap<>(start.config());
  }

  @Override
  public void ready() {
    if (!ready.compareAndSet(false, true)) {
      return;
    }
    try {
      voice.say(new RunnerMessage.RecordingReady(start.testFlowId(), executionId()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // The job was cancelled; its handler shall notice.
    }
  }

  @Override
  public boolean isCancelled() {
    return control.isCancelled();
  }

  @Override
  public void onCancel(Runnable action) {
    control.onCancel(action);
  }

  @Override
  public void cancel() {
    control.cancel();
  }

  @Override
  public void run(Runnable beforeItsEnd) throws InterruptedException {
    RunnerMessage end = end();
    beforeItsEnd.run();
    if (!voice.sayEnd(key(), end)) {
      voice.sayEnd(key(), failed("what was recorded is larger than the server takes"));
    }
  }

  private RunnerMessage end() {
    if (handler == null) {
      return failed("this agent does not record; start it with a RecordingHandler");
    }
    try {
      Checked.url(url());
      String code = control.run(() -> handler.record(this));
      return new RunnerMessage.RecordingComplete(
          start.testFlowId(), executionId(), true, code, null);
    } catch (Throwable e) { // The user's code; the client waits for an end in any case.
      String words = e.getMessage() == null ? e.toString() : e.getMessage();
      return failed(isCancelled() ? "the recording was cancelled" : words);
    }
  }

  private RunnerMessage failed(String why) {
    return new RunnerMessage.RecordingComplete(start.testFlowId(), executionId(), false, null, why);
  }

  private static String text(@Nullable String text) {
    return Objects.requireNonNullElse(text, "");
  }

  @Override
  public String toString() {
    return "RecordingJob[%s of flow %s]".formatted(executionId(), testFlowId());
  }
}
