package dev.drover.runner;

import dev.drover.internal.wire.RunnerMessage;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** An execution on its agent. */
final class AgentExecution implements AgentJob, ExecutionJob {

  private static final String KIND = "execution";

  /** As shells do for what was interrupted. */
  private static final int CANCELLED = 130;

  private static final int FAILED = 1;
  private static final int LONGEST_LINE = 16_384;

  private final RunnerMessage.ExecutionStart start;
  private final @Nullable ExecutionHandler handler;
  private final AgentVoice voice;
  private final JobControl control = new JobControl();

  AgentExecution(
      RunnerMessage.ExecutionStart start, @Nullable ExecutionHandler handler, AgentVoice voice) {
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
  public String executionId() {
    return text(start.executionId());
  }

  @Override
  public String target() {
    return text(start.target());
  }

  @Override
  public String code() {
    return text(start.code());
  }

  @Override
  public void log(String level, String message) {
    int from = 0;
    do {
      int to = Math.min(message.length(), from + LONGEST_LINE);
      if (to < message.length() && Character.isHighSurrogate(message.charAt(to - 1))) {
        to--;
      }
      say(new RunnerMessage.ExecutionLog(executionId(), message.substring(from, to), level));
      from = to;
    } while (from < message.length());
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
    long begin = System.nanoTime();
    int exitCode = exitCode();
    long millis = (System.nanoTime() - begin) / 1_000_000;
    beforeItsEnd.run();
    voice.sayEnd(key(), new RunnerMessage.ExecutionComplete(executionId(), exitCode, millis));
  }

  private int exitCode() {
    if (handler == null) {
      error("this agent runs no test code; start it with an ExecutionHandler");
      return FAILED;
    }
    try {
      return control.run(() -> handler.run(this));
    } catch (Throwable e) { // The user's code; the client waits for an end in any case.
      if (isCancelled()) {
        return CANCELLED;
      }
      error(e.getMessage() == null ? e.toString() : e.getMessage());
      return FAILED;
    }
  }

  private void say(RunnerMessage message) {
    try {
      voice.say(message);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // The job was cancelled; its handler shall notice.
    }
  }

  private static String text(@Nullable String text) {
    return Objects.requireNonNullElse(text, "");
  }

  @Override
  public String toString() {
    return "ExecutionJob[%s on %s]".formatted(executionId(), target());
  }
}
