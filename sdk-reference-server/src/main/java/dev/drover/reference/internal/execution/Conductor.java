package dev.drover.reference.internal.execution;

/** Whoever runs an execution by a plan. Called under the lock. */
public interface Conductor {

  /** A device is gone; what runs on it fails. */
  void deviceLost(Device device);

  /** The execution ends now; what still runs is to be stopped, and may be reported as failed. */
  void ending();
}
