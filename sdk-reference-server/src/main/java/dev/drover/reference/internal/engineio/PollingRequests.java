package dev.drover.reference.internal.engineio;

import dev.drover.internal.socketio.EnginePayload;
import dev.drover.internal.socketio.MalformedPacketException;
import dev.drover.reference.internal.http.HttpAnswer;
import dev.drover.reference.internal.http.WebRequest;
import java.util.concurrent.CompletableFuture;

/** What the client of a session asks for over HTTP, and what becomes of it. */
final class PollingRequests {

  private final EngineSession session;
  private final Carriage carriage;
  private final Heartbeat heartbeat;

  PollingRequests(EngineSession session, Carriage carriage, Heartbeat heartbeat) {
    this.session = session;
    this.carriage = carriage;
    this.heartbeat = heartbeat;
  }

  /** A GET. Called under the lock. */
  CompletableFuture<HttpAnswer> poll() {
    if (heartbeat.isOver()) {
      session.abort("ping timeout");
    } else if (carriage.transport() instanceof PollingTransport polling) {
      if (polling.isPolled()) {
        session.abort("two polls at once");
      } else {
        CompletableFuture<HttpAnswer> answer = polling.poll();
        carriage.polled(polling);
        return answer;
      }
    }
    return Refusal.BAD_REQUEST.answer().now();
  }

  /** Whoever sent a GET waits for its answer no more. Called on any thread. */
  void pollGone(CompletableFuture<HttpAnswer> answer) {
    session.underLock(
        () -> {
          if (carriage.transport() instanceof PollingTransport polling
              && polling.isPolledBy(answer)) {
            session.abort("a poll was given up");
          }
        });
  }

  /** A POST. Called under the lock. */
  CompletableFuture<HttpAnswer> post(WebRequest request) {
    if (!(carriage.transport() instanceof PollingTransport polling)) {
      return Refusal.BAD_REQUEST.answer().now();
    }
    try {
      EnginePayload.read(request.body()).forEach(session::receive);
      return polling.posted();
    } catch (MalformedPacketException e) {
      session.abort(String.valueOf(e.getMessage()));
      return Refusal.BAD_REQUEST.answer().now();
    }
  }
}
