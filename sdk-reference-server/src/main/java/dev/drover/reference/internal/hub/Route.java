package dev.drover.reference.internal.hub;

import dev.drover.reference.internal.backend.StreamedOutput;
import dev.drover.reference.internal.backend.VmRequest;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** A request on its way through the hub: whose it is, which VM has it, how far its output came. */
final class Route {

  /** The request's id between hub and VM. */
  final String id;

  final Kind kind;
  final String vmId;
  final String commandId;

  /** Whether somebody asked for output that somebody's command has, not for a new command. */
  boolean isAttach;

  private @Nullable Asker asker;

  /** The output of a VM that does not number it. */
  private @Nullable StreamedOutput streamed;

  /** What the VM is asked as soon as it is there, and has said how it speaks. */
  private @Nullable VmRequest held;

  /** Whether the VM's connection is lost, or not settled yet. */
  private boolean waits;

  /** The next piece that the VM sends if it goes on as before. */
  private long seen;

  /** The next piece that the client wants. */
  private long next;

  private boolean awaitsRestart;

  /** Whether the hub itself attached again because the VM had lost its connection. */
  boolean isReattached;

  /** Whether the VM has told of the command, so that it cannot refuse it any more. */
  boolean isUnderWay;

  /** Whether the command shall end because its lease has. */
  boolean isCondemned;

  @Nullable Future<?> deadline;

  Route(String id, Kind kind, String vmId, String commandId, boolean isAttach, Asker asker) {
    this.id = id;
    this.kind = kind;
    this.vmId = vmId;
    this.commandId = commandId;
    this.isAttach = isAttach;
    this.asker = asker;
  }

  /** Who asked; nobody if that connection is gone. */
  @Nullable Asker asker() {
    return asker;
  }

  boolean isOrphan() {
    return asker == null;
  }

  void orphan() {
    asker = null;
  }

  StreamedOutput streamed() {
    if (streamed == null) {
      streamed = new StreamedOutput();
    }
    return streamed;
  }

  /** The VM is not there, or not ready for this. */
  void waitFor(@Nullable VmRequest request) {
    waits = true;
    held = request;
  }

  boolean isWaiting() {
    return waits;
  }

  /** What the VM was never asked yet; null if it was. */
  @Nullable VmRequest held() {
    return held;
  }

  long next() {
    return next;
  }

  /** A client wants the output from a piece on; the VM has not been asked for it before. */
  void startAt(long seq) {
    seen = seq;
    next = seq;
  }

  /**
   * The output is wanted again from a piece on, by another client or the same, while the VM may
   * still be sending.
   */
  void adopt(Asker newAsker, long fromSeq) {
    asker = newAsker;
    isAttach = true;
    awaitsRestart = fromSeq < seen;
    next = fromSeq;
  }

  /** The VM is asked again, over a new connection. */
  void restart() {
    seen = next;
    awaitsRestart = false;
    waits = false;
    isReattached = held == null;
    held = null;
  }

  /**
   * Whether a piece is passed on. Pieces that the VM sent before it knew that it shall start again
   * are not: they go on where the former ones ended, whereas after the restart they go back, or say
   * that what was asked for is no longer kept.
   */
  boolean takes(long seq, boolean truncated) {
    if (awaitsRestart && seq == seen && !truncated) {
      seen++;
      return false;
    }
    awaitsRestart = false;
    seen = seq + 1;
    if (seq < next) {
      return false;
    }
    next = seq + 1;
    return true;
  }

  /** Whether the command's end is one that the VM will tell again, after the output. */
  boolean awaitsRestart() {
    return awaitsRestart;
  }

  /** The request is answered, or given up. */
  void end() {
    if (deadline != null) {
      deadline.cancel(false);
    }
  }
}
