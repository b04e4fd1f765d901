package dev.drover;

/** A listener's registration; {@link #close()} ends it. */
public interface Subscription extends AutoCloseable {

  /** Whether the listener still hears events. */
  boolean isActive();

  /** Ends the subscription. Idempotent; a call of the listener that is under way finishes. */
  @Override
  void close();
}
