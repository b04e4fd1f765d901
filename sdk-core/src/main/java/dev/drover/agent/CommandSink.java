package dev.drover.agent;

import dev.drover.internal.process.CommandSpec;
import dev.drover.internal.process.OutputSink;

/** Carries what one command does to whoever asked for it. */
interface CommandSink extends OutputSink {

  /**
   * The command was started by the request of this sink. Told before all else.
   *
   * @param spec what runs
   */
  void started(CommandSpec spec);
}
