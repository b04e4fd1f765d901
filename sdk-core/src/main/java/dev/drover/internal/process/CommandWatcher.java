package dev.drover.internal.process;

import java.util.function.IntFunction;

/** Hears of all commands of an engine, on the engine's threads. Must not block. */
public interface CommandWatcher {

  /**
   * A command was started.
   *
   * @param spec what was asked for
   * @param running how many run now
   * @param tail gives the newest output so far, at most so many bytes of UTF-8
   */
  void started(CommandSpec spec, int running, IntFunction<String> tail);

  /**
   * A command has ended, and its sinks have heard so, if they were not held up.
   *
   * @param spec what was asked for
   * @param running how many run now
   * @param end how it ended
   */
  void ended(CommandSpec spec, int running, CommandEnd end);
}
