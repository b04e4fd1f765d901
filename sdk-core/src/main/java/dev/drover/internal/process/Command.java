package dev.drover.internal.process;

import dev.drover.internal.concurrent.DaemonThreads;
import dev.drover.internal.concurrent.Timers;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A command that runs or has run. Three threads while it runs: one per stream, one for its end. */
final class Command {

  private static final Logger log = LoggerFactory.getLogger(Command.class);

  /** What fits on the stack of the native read; grows when a command has much to say. */
  private static final int FIRST_BUFFER_BYTES = 8 << 10;

  private static final int BUFFER_BYTES = 32 << 10;

  final CommandSpec spec;
  final OutputLog output;
  final CommandInput input;
  final CompletableFuture<Void> done = new CompletableFuture<>();

  private final Shell shell;
  private final long startNanos = System.nanoTime();
  private final OpenStreams streams = new OpenStreams(2);
  private @Nullable Future<?> timer;
  private @Nullable CompletableFuture<Void> stopped;
  private boolean timedOut;
  private boolean exited;

  Command(CommandSpec spec, OutputLog output, Shell shell) {
    this.spec = spec;
    this.output = output;
    this.shell = shell;
    input = new CommandInput(shell.process().getOutputStream());
  }

  /**
   * Begins to read what the command writes.
   *
   * @param grace of a stop after the timeout
   * @param onEnd called once, when all output is there
   */
  void follow(Duration grace, BiConsumer<Command, CommandEnd> onEnd) {
    Process process = shell.process();
    if (!spec.interactive()) {
      input.end();
    }
    DaemonThreads.executor().execute(() -> awaitEnd(onEnd));
    DaemonThreads.executor().execute(() -> pump(process.getInputStream(), false));
    DaemonThreads.executor().execute(() -> pump(process.getErrorStream(), true));
    Duration timeout = spec.timeout();
    if (timeout != null) {
      setTimer(timeout, grace);
    }
  }

  /**
   * Stops the command with all it started. Returns at once; the command's end follows when all is
   * gone.
   *
   * @return whether it was running
   */
  boolean stop(Duration grace) {
    return stop(grace, false);
  }

  private synchronized boolean stop(Duration grace, boolean timeout) {
    if (exited) {
      return false;
    }
    if (stopped == null) {
      CompletableFuture<Void> gone = new CompletableFuture<>();
      stopped = gone;
      timedOut = timeout;
      DaemonThreads.executor().execute(() -> stopTree(grace, gone));
    }
    return true;
  }

  private void stopTree(Duration grace, CompletableFuture<Void> gone) {
    try {
      shell.tree().stop(grace);
    } catch (RuntimeException e) {
      log.warn("command {} could not be stopped", spec.id(), e);
    } finally {
      gone.complete(null);
    }
  }

  private synchronized void setTimer(Duration timeout, Duration grace) {
    if (!exited) {
      timer = Timers.schedule(() -> stop(grace, true), timeout);
    }
  }

  private void awaitEnd(BiConsumer<Command, CommandEnd> onEnd) {
    try {
      int exitCode = shell.process().waitFor();
      Duration ran = Duration.ofNanos(System.nanoTime() - startNanos);
      CompletableFuture<Void> tree = markExited();
      streams.awaitEnd();
      if (tree != null) {
        tree.join();
      }
      onEnd.accept(this, end(exitCode, ran));
    } catch (InterruptedException e) {
      // Only the engine has these threads, and it never interrupts.
      throw new IllegalStateException(e);
    } finally {
      input.end();
      done.complete(null);
    }
  }

  private synchronized @Nullable CompletableFuture<Void> markExited() {
    exited = true;
    if (timer != null) {
      timer.cancel(false);
    }
    return stopped;
  }

  private synchronized CommandEnd end(int exitCode, Duration ran) {
    return new CommandEnd(
        exitCode,
        timedOut ? spec.timeout() : null,
        ran,
        output.pieces(),
        output.truncated(),
        output::tail);
  }

  private void pump(InputStream stream, boolean stderr) {
    // While the stream's monitor is held, the JDK cannot empty and close the pipe when the shell
    // exits. Processes that it left in the background may still write: this reads on, so that
    // their output arrives, or at least does not kill them.
    synchronized (stream) {
      try (stream) {
        read(stream, stderr);
      } catch (IOException e) {
        log.debug("the output of command {} ended early", spec.id(), e);
      } finally {
        streams.ended();
      }
    }
  }

  private void read(InputStream stream, boolean stderr) throws IOException {
    Utf8Pieces utf8 = new Utf8Pieces();
    byte[] buffer = new byte[FIRST_BUFFER_BYTES];
    for (int n = stream.read(buffer); n >= 0; n = stream.read(buffer)) {
      handOn(stderr, utf8.decode(buffer, n));
      if (n == buffer.length && n < BUFFER_BYTES) {
        buffer = new byte[BUFFER_BYTES];
      }
    }
    handOn(stderr, utf8.end());
  }

  private void handOn(boolean stderr, String text) {
    streams.read();
    try {
      output.append(stderr, text);
    } finally {
      streams.handedOn();
    }
  }
}
