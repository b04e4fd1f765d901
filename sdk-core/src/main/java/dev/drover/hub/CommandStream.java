package dev.drover.hub;

import dev.drover.ConnectionException;
import dev.drover.ErrorCodes;
import dev.drover.internal.concurrent.DaemonThreads;
import dev.drover.internal.concurrent.Timers;
import dev.drover.internal.session.PendingRequest;
import dev.drover.internal.wire.HubMessage;
import dev.drover.internal.wire.HubMessage.CommandResponse;
import dev.drover.internal.wire.HubMessage.ErrorMessage;
import dev.drover.internal.wire.Metadata;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One command's messages, put into the order in which the VM sent them: pieces by their number,
 * once, then the end. What is missing (lost, overtaken, sent while the connection was down) is
 * fetched again with {@code attach}.
 */
final class CommandStream {

  /** A VM that is not back after so many tries is not coming back. */
  private static final int MAX_ATTACHES = 60;

  private static final Duration ATTACH_AGAIN = Duration.ofMillis(500);

  private final HubConversation hub;
  private final Ask<?> ask;
  private final Target target;
  private final @Nullable CommandSink sink;
  private final OutputBuffer output;
  private final PendingRequest<HubMessage, CommandResult> pending;
  private final long startNanos = System.nanoTime();
  private volatile long next;
  private volatile boolean started;

  /** An attach is on its way: pieces beyond the next one are repeated by it. */
  private volatile boolean attaching;

  private int attaches;

  /** The connection that carried it is gone, and it has not been asked for on another yet. */
  private final AtomicBoolean cut = new AtomicBoolean();

  private boolean sentAgain;

  /** The end, if it came before output that is being fetched. */
  private @Nullable CommandResponse overtaking;

  CommandStream(
      HubConversation hub, Ask<?> ask, Target target, boolean inline, @Nullable CommandSink sink) {
    this.hub = hub;
    this.ask = ask;
    this.target = target;
    this.output = new OutputBuffer(hub.options().limits().maxOutputBytes());
    this.sink = sink;
    this.pending = hub.open(ask, hub.nextId(), inline, this::result);
  }

  /**
   * A command on a VM.
   *
   * @param vmId the VM
   * @param commandId the command's id there
   * @param command its line
   */
  record Target(String vmId, String commandId, String command) {}

  PendingRequest<HubMessage, CommandResult> send() {
    String id = pending.request().id();
    hub.register(id, this);
    pending.onEnd(end -> ended(id, end));
    hub.submit(ask, pending);
    return pending;
  }

  private void ended(String id, PendingRequest.End end) {
    hub.forget(id);
    if (end == PendingRequest.End.ABANDONED && hub.knowsV1()) {
      hub.tell(stop(null));
    }
  }

  HubMessage.StopCommand stop(@Nullable String requestId) {
    return new HubMessage.StopCommand(
        target.vmId(), target.commandId(), Metadata.ofCommand(target.commandId()), requestId);
  }

  /** A message that carries this command's request id, or came in its turn. */
  synchronized void onMessage(HubMessage message) {
    if (message instanceof HubMessage.CommandStarted) {
      started = true;
    } else if (message instanceof HubMessage.CommandOutput piece) {
      onPiece(piece);
    } else if (message instanceof CommandResponse response) {
      onResponse(response);
    } else if (message instanceof ErrorMessage error) {
      onError(error);
    } else {
      end(message);
    }
  }

  private void onPiece(HubMessage.CommandOutput message) {
    started = true;
    Metadata metadata = message.metadata();
    long seq = metadata == null || metadata.seq() == null ? next : metadata.seq();
    boolean skipped = metadata != null && Boolean.TRUE.equals(metadata.truncated());
    if (seq < next) {
      return;
    }
    if (seq > next && !(attaching && skipped)) {
      fetchMissing();
      return;
    }
    if (seq > next) {
      output.markTruncated();
    }
    attaching = false;
    attaches = 0;
    boolean stderr = metadata != null && "stderr".equals(metadata.stream());
    CommandOutput.Stream stream =
        stderr ? CommandOutput.Stream.STDERR : CommandOutput.Stream.STDOUT;
    next = seq + 1;
    accept(new CommandOutput(seq, stream, message.message() == null ? "" : message.message()));
  }

  private void accept(CommandOutput piece) {
    output.add(piece.text());
    if (sink != null) {
      sink.piece(piece);
    }
  }

  private void onResponse(CommandResponse response) {
    Metadata metadata = response.metadata();
    long pieces = metadata == null || metadata.seq() == null ? next : metadata.seq();
    if (pieces > next && attaches < MAX_ATTACHES && hub.knowsV1()) {
      overtaking = response;
      attaching = false;
      fetchMissing();
      return;
    }
    finish(response, pieces > next);
  }

  private void finish(CommandResponse response, boolean incomplete) {
    Metadata metadata = response.metadata();
    if (incomplete) {
      output.markTruncated();
    }
    String whole = response.result();
    if (next == 0 && whole != null && !whole.isEmpty()) {
      if (metadata != null && Boolean.TRUE.equals(metadata.truncated())) {
        output.markTruncated();
      }
      next = 1;
      accept(new CommandOutput(0, CommandOutput.Stream.STDOUT, whole));
    }
    end(response);
  }

  /** Errors that only say "not now" about an attach are not the command's end. */
  private void onError(ErrorMessage error) {
    String code = error.code() == null ? "" : error.code();
    boolean retry = attaches > 0 && attaches < MAX_ATTACHES;
    switch (code) {
      case ErrorCodes.UNKNOWN_COMMAND -> {
        if (overtaking != null) {
          finish(overtaking, true);
          return;
        }
        if (retry && !started) {
          sentAgain = true;
          hub.tell(ask.message().apply(pending.request().id()));
          return;
        }
      }
      case ErrorCodes.DUPLICATE_COMMAND_ID -> {
        if (sentAgain || (retry && !started)) {
          attaching = false;
          fetchMissing();
          return;
        }
      }
      case ErrorCodes.VM_NOT_FOUND -> {
        // Of a command that has begun it can only be said about an attach, whatever came since.
        if (retry || (started && attaches < MAX_ATTACHES)) {
          attaching = false;
          Timers.schedule(() -> DaemonThreads.executor().execute(this::attachAgain), ATTACH_AGAIN);
          return;
        }
      }
      default -> {}
    }
    end(error);
  }

  private synchronized void attachAgain() {
    if (!pending.isDone() && hub.knowsV1()) {
      fetchMissing();
    }
  }

  private void fetchMissing() {
    if (!attaching) {
      attaching = true;
      attaches++;
      hub.tell(attach());
    }
  }

  /** Its connection is gone, it lives on. */
  void cut() {
    cut.set(true);
  }

  boolean isCut() {
    return cut.get();
  }

  boolean isOver() {
    return pending.isDone();
  }

  /**
   * The connection is new. A command that was never on the old one needs nothing. Takes no lock: an
   * older connection may still be handing over.
   */
  void reattach(Consumer<HubMessage> send) {
    if (cut.compareAndSet(true, false)) {
      attaching = true;
      attaches = Math.max(attaches, 1);
      send.accept(attach());
    }
  }

  /** Gives up what the new connection cannot continue. */
  void abandon(String why) {
    if (!cut.compareAndSet(true, false)) {
      return;
    }
    hub.pending()
        .fail(
            pending,
            new ConnectionException(
                ConnectionException.Reason.LOST,
                "%s cannot be followed any longer: %s; whether it ended is not known"
                    .formatted(ask.what(), why),
                null));
  }

  private HubMessage attach() {
    return new HubMessage.Attach(target.vmId(), target.commandId(), next, pending.request().id());
  }

  private void end(HubMessage last) {
    if (sink == null) {
      hub.pending().answer(pending, last);
      return;
    }
    Runnable completion = hub.pending().claim(pending, last);
    if (completion != null) {
      sink.end(completion);
    }
  }

  private CommandResult result(HubMessage last) {
    CommandResponse response = Answers.expect(CommandResponse.class, last, ask.what());
    Metadata metadata = response.metadata();
    Integer exitCode = metadata == null ? null : metadata.exitCode();
    Double seconds = metadata == null ? null : metadata.executionTime();
    Duration took =
        seconds == null
            ? Duration.ofNanos(System.nanoTime() - startNanos)
            : Duration.ofNanos((long) (seconds * 1e9));
    synchronized (this) {
      return new CommandResult(
          target.vmId(),
          target.command(),
          exitCode == null ? CommandResult.UNKNOWN_EXIT_CODE : exitCode,
          output.text(),
          took,
          output.isTruncated());
    }
  }
}
