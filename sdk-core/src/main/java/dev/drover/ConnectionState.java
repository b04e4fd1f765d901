package dev.drover;

/** Where a connection is in its life. */
public enum ConnectionState {
  /** The first attempt is under way. */
  CONNECTING,
  /** Frames flow. */
  CONNECTED,
  /** The connection was lost; attempts to get it back are under way. */
  RECONNECTING,
  /** Closed for good, by the user, by a refusal, or because the backoff gave up. Final. */
  CLOSED
}
