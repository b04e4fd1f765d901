package dev.drover.reference.internal.socketio;

import dev.drover.internal.socketio.SocketPacket.Event;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What happens in a namespace. All calls come under the engine's lock, so one at a time and in
 * order.
 */
public interface Namespace {

  /**
   * Somebody asks to be let in.
   *
   * @param auth the client's JSON, an object; null if it sent none
   * @return why not, in words for the client; empty lets it in, and {@link #connected} follows
   */
  Optional<String> refusal(SocketConnection socket, @Nullable String auth);

  /** Somebody was let in and knows it; events may be sent. */
  void connected(SocketConnection socket);

  /** An event of somebody who was let in. */
  void event(SocketConnection socket, Event event);

  /** Somebody who was let in is gone. The last call. */
  void disconnected(SocketConnection socket, String why);
}
