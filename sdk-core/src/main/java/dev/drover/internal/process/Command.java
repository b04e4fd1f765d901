package dev.drover.internal.process;

import dev.drover.internal.concurrent.DaemonThreads;
import dev.drover.internal.concurrent.Timers;
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

  final CommandSpec spec;
  final OutputLog output;
  final PromptWatch prompts;
  final CompletableFuture<Void> done = new CompletableFuture<>();

  private final Shell shell;
  private final long startNanos = System.nanoTime();
  private final CommandInput input;
  private final OpenStreams streams;
  private @Nullable Future<?> timer;
  private @Nullable CompletableFuture<Void> stopped;
  private boolean timedOut;
  private boolean exited;

  Command(CommandSpec spec, OutputLog output, OpenStreams streams, Shell shell, InputProbe probe) {
    this.spec = spec;
    this.output = output;
    this.streams = streams;
    this.shell = shell;
    input = shell.input();
    prompts = new PromptWatch(output, input, probe);
    output.onOutput(prompts::outputCame);
  }

  /**
   * Waits for the command's end, elsewhere.
   *
   * @param grace of a stop after the timeout
   * @param onEnd called once, when all output is there
   */
  void follow(Duration grace, BiConsumer<Command, CommandEnd> onEnd) {
    if (!spec.takesInput()) {
      input.end();
    }
    DaemonThreads.executor().execute(() -> awaitEnd(onEnd));
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
      prompts.end();
      streams.awaitEnd(shell::isHeardOut);
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
}
