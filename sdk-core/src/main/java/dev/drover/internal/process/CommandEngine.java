package dev.drover.internal.process;

import dev.drover.ErrorCodes;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs commands as real processes, for any protocol. Each has a process group of its own where the
 * system has such a thing, its output is kept within a bound, and any number of sinks can hear it
 * from any piece on. All methods may be called on every thread and none waits for a command, but
 * {@link #start} for as long as it takes to start a process.
 */
public final class CommandEngine implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(CommandEngine.class);

  /** Beyond the grace: for killing what did not heed it, and for the output to be handed on. */
  private static final Duration CLOSING = Duration.ofSeconds(5);

  /** When the JVM ends there is no time for a long goodbye. */
  private static final Duration HURRIED_GRACE = Duration.ofMillis(500);

  private final EngineSettings settings;
  private final CommandWatcher watcher;
  private final CommandTable table;
  private final Shells shells;
  private final Function<Shell, InputProbe> probes;

  /**
   * An engine without commands.
   *
   * @param settings directory, environment and bounds
   * @param watcher hears of all commands
   */
  public CommandEngine(EngineSettings settings, CommandWatcher watcher) {
    this(settings, watcher, InputProbe::of);
  }

  CommandEngine(
      EngineSettings settings, CommandWatcher watcher, Function<Shell, InputProbe> probes) {
    this.settings = settings;
    this.watcher = watcher;
    this.probes = probes;
    table = new CommandTable(settings.maxCommands(), settings.nanoClock());
    shells = new Shells(settings.workingDirectory(), settings.env());
  }

  /**
   * Starts a command.
   *
   * @param spec what to run
   * @param key names the sink among those of this command
   * @param sink hears the output from its beginning
   * @param onStarted called on this thread when the command runs, before the sink hears anything
   * @throws CommandException with {@link ErrorCodes#DUPLICATE_COMMAND_ID}, {@link ErrorCodes#BUSY}
   *     or {@link ErrorCodes#BAD_COMMAND}
   */
  public void start(CommandSpec spec, Object key, OutputSink sink, Runnable onStarted)
      throws CommandException {
    table.reserve(spec.id());
    OutputLog output = new OutputLog(settings.keptOutputBytes());
    OutputFeed feed = output.attach(key, sink, 0);
    Command command;
    try {
      LiveEngines.add(this);
      OpenStreams streams = new OpenStreams(output, spec.terminal() == null ? 2 : 1);
      Shell shell = shells.start(spec, streams);
      command = new Command(spec, output, streams, shell, probes.apply(shell));
    } catch (CommandException | RuntimeException e) {
      table.abandon(spec.id());
      throw e;
    }
    int running = table.started(command);
    try {
      onStarted.run();
      watcher.started(spec, Math.abs(running), output::tail);
    } finally {
      feed.begin();
      command.follow(settings.stopGrace(), this::ended);
      if (sink.wantsPrompts()) {
        command.prompts.begin();
      }
      if (running < 0) {
        command.stop(Duration.ZERO);
      }
    }
  }

  /**
   * Lets a sink hear a command that runs, or ended not long ago. A sink of the same command with
   * the same key hears no more.
   *
   * @param commandId the command
   * @param fromSeq the first piece wanted; if it is no longer kept, the oldest that is
   * @param key names the sink among those of this command
   * @param sink hears the output, on another thread
   * @throws CommandException with {@link ErrorCodes#UNKNOWN_COMMAND}
   */
  public void attach(String commandId, long fromSeq, Object key, OutputSink sink)
      throws CommandException {
    Command command = table.known(commandId);
    OutputFeed feed = command.output.attach(key, sink, fromSeq);
    if (sink.wantsPrompts()) {
      command.prompts.begin();
    }
    feed.drain(); // So that it begins with what is there already.
    feed.begin();
  }

  /**
   * Stops a command with all it started: gently, and by force after the grace. Its sinks hear its
   * end when all is gone.
   *
   * @param commandId the command
   * @return whether it was running
   * @throws CommandException with {@link ErrorCodes#UNKNOWN_COMMAND}
   */
  public boolean stop(String commandId) throws CommandException {
    return table.known(commandId).stop(settings.stopGrace());
  }

  /**
   * Writes to a command's standard input, or rather lets it be written.
   *
   * @param commandId the command
   * @param text what to write, as it is
   * @param eof whether to close the standard input after it
   * @throws CommandException with {@link ErrorCodes#UNKNOWN_COMMAND} also for a command that has
   *     ended, {@link ErrorCodes#BAD_COMMAND} after the end of the input, {@link ErrorCodes#BUSY}
   *     if the command does not read
   */
  public void input(String commandId, String text, boolean eof) throws CommandException {
    Command command = table.known(commandId);
    if (!isRunning(commandId)) {
      throw new CommandException(
          ErrorCodes.UNKNOWN_COMMAND, "the command '" + commandId + "' has ended already");
    }
    command.prompts.input(text, eof);
  }

  /**
   * Whether a command runs.
   *
   * @param commandId the command
   * @return false if it has ended
   * @throws CommandException with {@link ErrorCodes#UNKNOWN_COMMAND}
   */
  public boolean isRunning(String commandId) throws CommandException {
    return table.isRunning(table.known(commandId));
  }

  /** The ids of the commands that run, oldest first. */
  public List<String> running() {
    return table.runningIds();
  }

  /**
   * Stops all commands, and what earlier ones left in the background as far as it can be found.
   * Waits until they are gone, but not much longer than the grace. Idempotent.
   */
  @Override
  public void close() {
    close(settings.stopGrace());
  }

  void closeHurriedly() {
    close(HURRIED_GRACE);
  }

  private void close(Duration grace) {
    List<Command> running = table.close();
    shells.close();
    running.forEach(command -> command.stop(grace));
    CompletableFuture<Void> ends =
        CompletableFuture.allOf(
            running.stream().map(c -> c.done).toArray(CompletableFuture[]::new));
    Duration limit = grace.plus(CLOSING);
    if (!isDone(ends, limit)) {
      log.warn("not all commands have ended within {}: {}", limit, table.runningIds());
    }
    if (LiveEngines.remove(this)) {
      shells.leftovers().stop(grace);
    }
  }

  private static boolean isDone(CompletableFuture<Void> ends, Duration limit) {
    try {
      ends.get(limit.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException | ExecutionException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private void ended(Command command, CommandEnd end) {
    int running = table.ended(command);
    command.output.end(end);
    watcher.ended(command.spec, running, end);
  }
}
