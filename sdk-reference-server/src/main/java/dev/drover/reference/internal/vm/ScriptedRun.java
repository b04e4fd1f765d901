package dev.drover.reference.internal.vm;

import dev.drover.internal.concurrent.Timers;
import dev.drover.internal.wire.HubMessage;
import dev.drover.internal.wire.Metadata;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A scripted command on its way: the output so far, who hears it, how it ended. Everything happens
 * on its VM's serial executor.
 */
final class ScriptedRun {

  /** What a shell reports for a process that was ended by SIGTERM. */
  private static final int STOPPED = 143;

  private final String vmId;
  private final HubMessage.Command command;
  private final String id;
  private final Script script;
  private final Executor serial;
  private final Consumer<HubMessage> send;
  private final long startNanos = System.nanoTime();
  private final List<String> pieces = new ArrayList<>();
  private final Set<@Nullable String> listeners = new LinkedHashSet<>();
  private Script.@Nullable End ended;
  private double seconds;

  ScriptedRun(
      String vmId,
      HubMessage.Command command,
      String id,
      Script script,
      Executor serial,
      Consumer<HubMessage> send) {
    this.vmId = vmId;
    this.command = command;
    this.id = id;
    this.script = script;
    this.serial = serial;
    this.send = send;
  }

  void start() {
    listeners.add(command.requestId());
    send.accept(
        new HubMessage.CommandStarted(
            vmId,
            "Command started: " + command.command(),
            new Metadata(id, command.command(), null, null, null, null, null, null, null, now()),
            command.requestId()));
    afterDelay(this::step);
  }

  /** The next piece, or the end. */
  private void step() {
    if (ended != null) {
      return;
    }
    if (pieces.size() < script.pieces().size()) {
      pieces.add(script.pieces().get(pieces.size()));
      listeners.forEach(listener -> sendPiece(pieces.size() - 1, listener));
    }
    if (pieces.size() < script.pieces().size()) {
      afterDelay(this::step);
    } else if (!(script.end() instanceof Script.Never)) {
      end(script.end());
    }
  }

  private void afterDelay(Runnable task) {
    if (script.delay().isZero()) {
      serial.execute(task);
    } else {
      Timers.schedule(() -> serial.execute(task), script.delay());
    }
  }

  /** Ends it from outside; false if it has ended already. */
  boolean stop() {
    if (ended != null) {
      return false;
    }
    serial.execute(() -> end(new Script.Exit(STOPPED)));
    return true;
  }

  private void end(Script.End end) {
    if (ended == null) {
      ended = end;
      seconds = (System.nanoTime() - startNanos) / 1e9;
      listeners.forEach(listener -> sendEnd(end, listener));
    }
  }

  /** Somebody wants the output from a piece on. */
  void attach(@Nullable String requestId, long fromSeq) {
    listeners.add(requestId);
    for (long seq = Math.max(0, fromSeq); seq < pieces.size(); seq++) {
      sendPiece((int) seq, requestId);
    }
    if (ended != null) {
      sendEnd(ended, requestId);
    }
  }

  boolean isRunning() {
    return ended == null;
  }

  private void sendPiece(int seq, @Nullable String requestId) {
    Metadata metadata =
        new Metadata(id, null, "output", (long) seq, "stdout", null, null, null, null, now());
    send.accept(new HubMessage.CommandOutput(vmId, pieces.get(seq), metadata, requestId));
  }

  private void sendEnd(Script.End end, @Nullable String requestId) {
    if (end instanceof Script.Exit exit) {
      Metadata metadata =
          new Metadata(
              id, null, null, (long) pieces.size(), null, exit.code(), seconds, null, null, now());
      send.accept(
          new HubMessage.CommandResponse(vmId, String.join("", pieces), metadata, requestId));
    } else if (end instanceof Script.Failure failure) {
      send.accept(
          new HubMessage.ErrorMessage(
              failure.message(), failure.code(), vmId, Metadata.ofCommand(id), requestId));
    }
  }

  private static double now() {
    return System.currentTimeMillis() / 1000.0;
  }
}
