package dev.drover.internal.process;

import dev.drover.ErrorCodes;
import dev.drover.internal.concurrent.Timers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** The commands that an engine knows: those that run, and those that ended not long ago. */
final class CommandTable {

  private static final Duration KEPT = Duration.ofMinutes(5);
  private static final int MAX_ENDED = 64;

  private record Ended(Command command, long nanos) {}

  private final int maxCommands;
  private final LongSupplier clock;
  private final Set<String> starting = new HashSet<>();
  private final Map<String, Command> running = new LinkedHashMap<>();
  private final Map<String, Ended> ended = new LinkedHashMap<>();
  private @Nullable Future<?> sweep;
  private boolean closed;

  CommandTable(int maxCommands, LongSupplier clock) {
    this.maxCommands = maxCommands;
    this.clock = clock;
  }

  /** Keeps a place for a command that is about to start. */
  synchronized void reserve(String id) throws CommandException {
    forgetOld();
    if (running.containsKey(id) || starting.contains(id) || ended.containsKey(id)) {
      throw new CommandException(
          ErrorCodes.DUPLICATE_COMMAND_ID,
          "this VM knows a command '" + id + "' already; choose another id, or attach to it");
    }
    if (closed) {
      throw new CommandException(ErrorCodes.BUSY, "this VM is being closed");
    }
    if (running.size() + starting.size() >= maxCommands) {
      throw new CommandException(
          ErrorCodes.BUSY,
          "this VM runs %d commands already, as many as it may; wait for one, or stop one"
              .formatted(maxCommands));
    }
    starting.add(id);
  }

  synchronized void abandon(String id) {
    starting.remove(id);
  }

  /**
   * A command for which there is a place has started.
   *
   * @return how many run now; negative if the table was closed meanwhile
   */
  synchronized int started(Command command) {
    starting.remove(command.spec.id());
    running.put(command.spec.id(), command);
    return closed ? -1 : running.size();
  }

  /**
   * A command has ended.
   *
   * @return how many run now
   */
  synchronized int ended(Command command) {
    running.remove(command.spec.id());
    if (!closed) {
      ended.put(command.spec.id(), new Ended(command, clock.getAsLong()));
      forgetOld();
      sweepLater();
    }
    return running.size();
  }

  /** The command with that id. */
  synchronized Command known(String id) throws CommandException {
    forgetOld();
    Command command = running.get(id);
    if (command != null) {
      return command;
    }
    Ended past = ended.get(id);
    if (past != null) {
      return past.command;
    }
    throw new CommandException(
        ErrorCodes.UNKNOWN_COMMAND,
        "this VM knows no command '%s'; ended ones are forgotten after %d minutes"
            .formatted(id, KEPT.toMinutes()));
  }

  synchronized boolean isRunning(Command command) {
    return running.containsKey(command.spec.id());
  }

  synchronized List<String> runningIds() {
    return List.copyOf(running.keySet());
  }

  /** Takes no more commands, and forgets those that ended. */
  synchronized List<Command> close() {
    closed = true;
    ended.clear();
    if (sweep != null) {
      sweep.cancel(false);
    }
    return new ArrayList<>(running.values());
  }

  private void forgetOld() {
    long now = clock.getAsLong();
    int surplus = ended.size() - MAX_ENDED;
    var oldest = ended.values().iterator();
    while (oldest.hasNext()) {
      boolean expired = now - oldest.next().nanos >= KEPT.toNanos();
      if (surplus-- <= 0 && !expired) {
        return;
      }
      oldest.remove();
    }
  }

  /** Outputs must not stay in memory only because nobody asks for anything any more. */
  private void sweepLater() {
    if (sweep == null) {
      sweep = Timers.schedule(this::sweep, KEPT);
    }
  }

  private synchronized void sweep() {
    sweep = null;
    forgetOld();
    if (!ended.isEmpty()) {
      sweepLater();
    }
  }
}
