package dev.drover.reference.internal.runner;

import org.jspecify.annotations.Nullable;

/** Something that an agent does. Used under the lock. */
final class Job {

  private final String executionId;
  private final boolean recording;

  /** Who does it: another one when its agent has come back on a new connection. */
  RegisteredAgent agent;

  /** Who waits for it; null if it was begun under a server before this one. */
  @Nullable Member originator;

  Job(String executionId, boolean recording, RegisteredAgent agent, @Nullable Member originator) {
    this.executionId = executionId;
    this.recording = recording;
    this.agent = agent;
    this.originator = originator;
  }

  String executionId() {
    return executionId;
  }

  /** Whether it is a recording; else an execution. */
  boolean isRecording() {
    return recording;
  }
}
