package dev.drover.runner;

import java.util.Locale;

/** The state of an agent, as the server tells it. */
public enum AgentState {
  /** Connected and idle. */
  ONLINE,
  /** Connected and at work. */
  BUSY,
  /** Gone. */
  OFFLINE,
  /** A state that this version does not know. */
  UNKNOWN;

  static AgentState of(String raw) {
    return switch (raw.toLowerCase(Locale.ROOT)) {
      case "online" -> ONLINE;
      case "busy" -> BUSY;
      case "offline" -> OFFLINE;
      default -> UNKNOWN;
    };
  }
}
