package dev.drover.internal.process;

import dev.drover.internal.concurrent.DaemonThreads;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads one of a process's output streams, on a thread, until it ends.
 *
 * <p>It holds the stream's monitor all the time, and the process must not begin to work before it
 * does: that alone keeps the JDK from emptying and closing the pipe when the process exits.
 * Processes that were left in the background may still write. So their output arrives, or at least
 * does not kill them.
 */
final class OutputPump {

  private static final Logger log = LoggerFactory.getLogger(OutputPump.class);

  /** What fits on the stack of the native read; grows when there is much to say. */
  private static final int FIRST_BUFFER_BYTES = 8 << 10;

  private static final int BUFFER_BYTES = 32 << 10;

  /** Where output goes. */
  interface Target {
    void output(boolean stderr, String text);

    void outputEnded();
  }

  private final InputStream stream;
  private final boolean stderr;
  private final CompletableFuture<Target> target;

  /** The system's id of the thread that reads, while it does. */
  private volatile long thread;

  private OutputPump(InputStream stream, boolean stderr, CompletableFuture<Target> target) {
    this.stream = stream;
    this.stderr = stderr;
    this.target = target;
  }

  /**
   * Begins to read both streams of a process.
   *
   * @param process may not begin its work before this returns
   * @param target where the output goes; known when there is some
   * @return both
   */
  static List<OutputPump> start(Process process, CompletableFuture<Target> target) {
    CountDownLatch held = new CountDownLatch(2);
    OutputPump out = new OutputPump(process.getInputStream(), false, target);
    OutputPump err = new OutputPump(process.getErrorStream(), true, target);
    DaemonThreads.executor().execute(() -> out.run(held));
    DaemonThreads.executor().execute(() -> err.run(held));
    try {
      held.await();
    } catch (InterruptedException e) {
      // The worst that comes of it is that a background process is not heard.
      Thread.currentThread().interrupt();
    }
    return List.of(out, err);
  }

  /**
   * Begins to read what a command writes to its terminal.
   *
   * @param terminal its output
   * @param target where it goes
   */
  static OutputPump start(InputStream terminal, CompletableFuture<Target> target) {
    OutputPump out = new OutputPump(terminal, false, target);
    DaemonThreads.executor().execute(() -> out.run(new CountDownLatch(0)));
    return out;
  }

  /** Whether it has handed on all there is, as far as the system can tell. */
  boolean isIdle() {
    long reader = thread;
    if (reader == 0 || !Syscalls.KNOWN) {
      return true;
    }
    try {
      String call = ProcFiles.read(ProcessHandle.current().pid(), reader, "syscall");
      // A thread that has been woken sleeps no more, even if it has not yet had its turn.
      int number = Syscalls.number(call);
      return Syscalls.isRead(number) || Syscalls.isPoll(number);
    } catch (IOException e) {
      log.trace("what the pump does is not shown", e);
      return true;
    }
  }

  private void run(CountDownLatch held) {
    synchronized (stream) {
      thread = ProcFiles.thisThread();
      held.countDown();
      try (stream) {
        read();
      } catch (IOException e) {
        log.debug("an output stream ended early", e);
      } finally {
        thread = 0;
        target.join().outputEnded();
      }
    }
  }

  private void read() throws IOException {
    Utf8Pieces utf8 = new Utf8Pieces();
    byte[] buffer = new byte[FIRST_BUFFER_BYTES];
    for (int n = stream.read(buffer); n >= 0; n = stream.read(buffer)) {
      target.join().output(stderr, utf8.decode(buffer, n));
      if (n == buffer.length && n < BUFFER_BYTES) {
        buffer = new byte[BUFFER_BYTES];
      }
    }
    target.join().output(stderr, utf8.end());
  }
}
