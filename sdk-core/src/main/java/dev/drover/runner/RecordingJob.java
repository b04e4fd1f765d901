package dev.drover.runner;

import java.util.Map;

/** A recording that an agent was asked for. */
public interface RecordingJob {

  /** The test flow's id. */
  String testFlowId();

  /** The execution's id. */
  String executionId();

  /** Where it begins: an address with a scheme. */
  String url();

  /** The language of the code; empty if the client said nothing. */
  String language();

  /** The configuration, such as {@code viewport} and {@code device}. */
  Map<String, Object> config();

  /** Tells that the recorder is ready for the user. Once; waits while the connection is down. */
  void ready();

  /** Whether the client, or the agent's end, has cancelled it. */
  boolean isCancelled();

  /**
   * Called when the job is cancelled; at once if it is already.
   *
   * @param action stops the work; on another thread than the handler's
   */
  void onCancel(Runnable action);
}
