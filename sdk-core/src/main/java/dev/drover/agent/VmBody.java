package dev.drover.agent;

import dev.drover.internal.process.CommandEngine;
import dev.drover.internal.session.ErrorSink;

/**
 * What a VM has, whoever drives it.
 *
 * @param options what it is and may do
 * @param engine runs its commands
 * @param times how long they have run
 * @param system what it tells about itself
 * @param out sends its messages
 * @param errors hears of what belongs to no request
 */
record VmBody(
    AgentOptions options,
    CommandEngine engine,
    RunningTimes times,
    SystemInfo system,
    Outbound out,
    ErrorSink errors) {

  String vmId() {
    return options.vmId();
  }

  int running() {
    return engine.running().size();
  }
}
