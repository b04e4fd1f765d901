package dev.drover.reference.internal.runner;

import java.util.LinkedHashSet;
import java.util.Set;

/** Something that an agent does. Used under the lock. */
final class Job {

  private final String executionId;
  private final boolean recording;

  /** Who does it: another one when its agent has come back on a new connection. */
  RegisteredAgent agent;

  /**
   * Who waits for it: who started it, and who asked for it after a reconnect, which may be the same
   * on a newer connection. Nobody if it was begun under a server before this one.
   */
  final Set<Member> waiting = new LinkedHashSet<>();

  Job(String executionId, boolean recording, RegisteredAgent agent) {
    this.executionId = executionId;
    this.recording = recording;
    this.agent = agent;
  }

  String executionId() {
    return executionId;
  }

  /** Whether it is a recording; else an execution. */
  boolean isRecording() {
    return recording;
  }
}
