package dev.drover.reference.internal.execution;

import dev.drover.ErrorCodes;
import dev.drover.internal.wire.ExecutionMessage.ErrorMessage;
import dev.drover.internal.wire.WireCodec;
import dev.drover.reference.PeerRole;
import dev.drover.reference.internal.peer.Peer;
import dev.drover.reference.internal.peer.PeerHandler;
import java.time.Duration;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** One connection, from the knock at the door until it is gone. */
final class WatcherConnection implements PeerHandler {

  private static final long INACTIVITY_MILLIS = Duration.ofHours(1).toMillis();

  private final Visit visit;
  private final Executions executions;
  private final Shared shared;
  private String client = "";
  private @Nullable LiveExecution execution;
  private @Nullable Watcher watcher;
  private @Nullable WatcherMessages messages;
  private @Nullable Future<?> inactivity;

  WatcherConnection(Visit visit, Executions executions, Shared shared) {
    this.visit = visit;
    this.executions = executions;
    this.shared = shared;
  }

  @Override
  public void opened(Peer peer) {
    peer.identify(PeerRole.CLIENT, "client-" + peer.info().id());
    synchronized (shared.lock()) {
      LiveExecution wanted = executions.find(visit.executionId());
      if (!visit.authorized()) {
        turnAway(peer, Codes.UNAUTHORIZED, "the token is missing or wrong", CloseCode.UNAUTHORIZED);
      } else if (wanted == null) {
        turnAway(
            peer,
            Codes.INVALID_EXECUTION_ID,
            "there is no such execution",
            CloseCode.INVALID_EXECUTION_ID);
      } else if (wanted.hasEnded() && visit.resumeFrom() == null) {
        turnAway(
            peer,
            Codes.EXECUTION_NOT_ACTIVE,
            "the execution has ended as " + wanted.status().wireName(),
            CloseCode.NOT_ACTIVE);
      } else if (!executions.doors().enter(clientOf(peer))) {
        turnAway(
            peer,
            Codes.RATE_LIMITED,
            "a client may hold %d connections".formatted(Doors.MAX_CONNECTIONS),
            CloseCode.TOO_MANY);
      } else {
        admit(peer, wanted);
      }
    }
  }

  /** Whoever shows a token is known by it, others by where they come from. */
  private String clientOf(Peer peer) {
    String address = peer.info().address();
    int port = address.lastIndexOf(':');
    return visit.token() != null
        ? "token " + visit.token()
        : "address " + (port < 0 ? address : address.substring(0, port));
  }

  private void turnAway(Peer peer, String code, String reason, int closeCode) {
    ErrorMessage error =
        new ErrorMessage(code, reason, visit.executionId(), null, shared.clock().timestamp(), null);
    peer.send(WireCodec.EXECUTION.encode(error));
    peer.close(closeCode, code);
  }

  private void admit(Peer peer, LiveExecution to) {
    client = clientOf(peer);
    execution = to;
    watcher = new Watcher(peer, visit.extended() || visit.resumeFrom() != null, shared);
    messages = new WatcherMessages(to, watcher);
    to.join(watcher, visit.resumeFrom());
    watchInactivity(watcher, INACTIVITY_MILLIS);
  }

  private void watchInactivity(Watcher of, long millis) {
    inactivity =
        shared
            .clock()
            .later(
                millis,
                () -> {
                  long left = of.activeMillis() + INACTIVITY_MILLIS - shared.clock().now();
                  if (watcher != null && left > 0) {
                    watchInactivity(of, left);
                  } else if (watcher != null) {
                    of.close(CloseCode.INACTIVE, "no message for an hour");
                  }
                });
  }

  @Override
  public void text(Peer peer, byte[] utf8) {
    synchronized (shared.lock()) {
      if (watcher != null && messages != null) {
        watcher.active();
        messages.handle(utf8);
      }
    }
  }

  @Override
  public void binary(Peer peer, byte[] content) {
    synchronized (shared.lock()) {
      if (watcher != null && messages != null) {
        watcher.active();
        messages.refuse(
            ErrorCodes.BAD_MESSAGE, "malformed message: binary messages are not understood", null);
      }
    }
  }

  @Override
  public void closed(Peer peer) {
    synchronized (shared.lock()) {
      if (watcher == null || execution == null) {
        return;
      }
      execution.leave(watcher);
      executions.doors().leave(client);
      if (inactivity != null) {
        inactivity.cancel(false);
      }
      watcher = null;
    }
  }
}
