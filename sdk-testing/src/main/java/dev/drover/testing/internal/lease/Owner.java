package dev.drover.testing.internal.lease;

import java.time.Instant;

/**
 * The process behind a run.
 *
 * @param pid its id
 * @param startMillis when it began, in milliseconds since the epoch; 0 if the system does not say
 */
public record Owner(long pid, long startMillis) {

  /** This process. */
  public static Owner thisProcess() {
    ProcessHandle own = ProcessHandle.current();
    return new Owner(own.pid(), startMillis(own));
  }

  static long startMillis(ProcessHandle process) {
    return process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
  }

  /** As it stands in a lease: who it is, for people to read. */
  public String words() {
    return "%s, process %d".formatted(System.getProperty("user.name"), pid);
  }
}
