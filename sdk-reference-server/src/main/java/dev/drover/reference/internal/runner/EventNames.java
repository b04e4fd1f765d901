package dev.drover.reference.internal.runner;

/** The events of {@code runner-socketio.md}. */
final class EventNames {

  static final String RECORDING_START = "recording:start";
  static final String RECORDING_CANCEL = "recording:cancel";
  static final String RECORDING_READY = "recording:ready";
  static final String RECORDING_COMPLETE = "recording:complete";
  static final String EXECUTION_START = "execution:start";
  static final String EXECUTION_CANCEL = "execution:cancel";
  static final String EXECUTION_LOG = "execution:log";
  static final String EXECUTION_COMPLETE = "execution:complete";
  static final String AGENT_REGISTER = "agent:register";
  static final String AGENT_HEARTBEAT = "agent:heartbeat";
  static final String AGENT_STATUS = "agent:status";
  static final String ERROR = "error";

  /** Not the document's: a client that was away asks for its jobs. */
  static final String RESUME = "drover:resume";

  private EventNames() {}
}
