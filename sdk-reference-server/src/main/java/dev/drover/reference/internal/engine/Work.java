package dev.drover.reference.internal.engine;

/** What an attempt does, off the lock. */
interface Work {

  /** Begins; returns at once. The attempt is told how it went. */
  void begin();

  /** Nobody waits for it any more; it should stop if it still runs. Returns at once. */
  void abandon();
}
