package dev.drover.internal.transport;

import dev.drover.internal.concurrent.DaemonThreads;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a connection is brought to its end from any thread: whatever blocks in its socket or its
 * writer is woken, and the end is reported, by the reading thread or, if that is stuck, without it.
 */
final class Cutoff {

  /** A reading thread that has not noticed a cut after so long is stuck in DNS or a callback. */
  private static final Duration STUCK = Duration.ofMillis(250);

  private final Runnable report;
  private final HeldSocket held = new HeldSocket();
  private final PendingTimers timers = new PendingTimers();
  private volatile @Nullable FrameWriter writer;

  /**
   * One for a new connection.
   *
   * @param report tells the end; may be called more than once, and on several threads
   */
  Cutoff(Runnable report) {
    this.report = report;
  }

  /** Takes the socket that is to be cut; the one before is not needed any more. */
  void hold(Socket socket) throws SocketException {
    held.hold(socket);
  }

  void hold(FrameWriter opened) {
    writer = opened;
  }

  @Nullable FrameWriter writer() {
    return writer;
  }

  /** Does something later, unless all is over by then. On the timer thread. */
  void after(Duration delay, Runnable task) {
    timers.after(delay, task);
  }

  void cutAfter(Duration patience) {
    timers.after(patience, this::cut);
  }

  /** Cuts the connection now. Never blocks. */
  void cut() {
    wake();
    timers.after(STUCK, () -> DaemonThreads.executor().execute(this::finish));
  }

  /** The end of the reading thread: all that is left is the report. */
  void finish() {
    wake();
    timers.cancel();
    report.run();
  }

  private void wake() {
    held.cut();
    FrameWriter out = writer;
    if (out != null) {
      out.end();
    }
  }
}
