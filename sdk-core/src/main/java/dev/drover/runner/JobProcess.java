package dev.drover.runner;

import dev.drover.DroverException;
import dev.drover.internal.process.CommandEnd;
import dev.drover.internal.process.CommandEngine;
import dev.drover.internal.process.CommandException;
import dev.drover.internal.process.CommandSpec;
import dev.drover.internal.process.CommandWatcher;
import dev.drover.internal.process.EngineSettings;
import dev.drover.internal.process.OutputPiece;
import dev.drover.internal.process.OutputSink;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.IntFunction;

/** One command of a job, with an engine of its own: when it ends, all it started ends too. */
final class JobProcess {

  private static final String ID = "job";
  private static final int KEPT_BYTES = 1 << 20;
  private static final Duration STOP_GRACE = Duration.ofSeconds(3);
  private static final Object KEY = new Object();

  private final Path workingDirectory;
  private final String line;
  private final Map<String, String> env;

  JobProcess(Path workingDirectory, String line, Map<String, String> env) {
    this.workingDirectory = workingDirectory;
    this.line = line;
    this.env = env;
  }

  /**
   * Runs it to its end. Interrupts are left to the stop that comes with them.
   *
   * @param lines hears whether a line went to standard error, and the line; may take its time
   * @param onStarted runs when the process does
   * @param onStoppable gets what stops it
   */
  CommandEnd run(
      BiConsumer<Boolean, String> lines, Runnable onStarted, Consumer<Runnable> onStoppable) {
    Sink sink = new Sink(lines);
    EngineSettings settings =
        new EngineSettings(workingDirectory, Map.of(), 1, KEPT_BYTES, STOP_GRACE, System::nanoTime);
    try (CommandEngine engine = new CommandEngine(settings, new Nobody())) {
      CommandSpec spec = new CommandSpec(ID, line, null, env, null, true, null);
      engine.start(spec, KEY, sink, () -> {});
      onStoppable.accept(() -> stop(engine));
      closeInput(engine);
      onStarted.run();
      return sink.awaitEnd();
    } catch (CommandException e) {
      throw new DroverException(e.getMessage() + " (" + workingDirectory + ")", e);
    }
  }

  private static void stop(CommandEngine engine) {
    try {
      engine.stop(ID);
    } catch (CommandException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Nobody types; a command that reads shall not wait for ever. */
  private static void closeInput(CommandEngine engine) throws CommandException {
    try {
      engine.input(ID, "", true);
    } catch (CommandException e) {
      if (engine.isRunning(ID)) {
        throw e;
      }
    }
  }

  private static final class Sink implements OutputSink {
    private final CompletableFuture<CommandEnd> end = new CompletableFuture<>();
    private final LineSplitter out;
    private final LineSplitter err;

    Sink(BiConsumer<Boolean, String> lines) {
      out = new LineSplitter(line -> lines.accept(false, line));
      err = new LineSplitter(line -> lines.accept(true, line));
    }

    @Override
    public boolean piece(OutputPiece piece) {
      (piece.stderr() ? err : out).add(piece.text());
      return true;
    }

    @Override
    public void end(CommandEnd how) {
      out.end();
      err.end();
      end.complete(how);
    }

    CommandEnd awaitEnd() {
      boolean interrupted = false;
      try {
        while (true) {
          try {
            return end.get();
          } catch (InterruptedException e) {
            interrupted = true; // It is being stopped, and its end is near.
          } catch (ExecutionException e) {
            throw new IllegalStateException(e);
          }
        }
      } finally {
        if (interrupted) {
          Thread.currentThread().interrupt();
        }
      }
    }
  }

  private static final class Nobody implements CommandWatcher {
    @Override
    public void started(CommandSpec spec, int running, IntFunction<String> tail) {}

    @Override
    public void ended(CommandSpec spec, int running, CommandEnd end) {}
  }
}
