package dev.drover.reference.internal.engineio;

import dev.drover.internal.socketio.EnginePacket;

/**
 * What is spoken on Engine.IO. All calls come under the engine's lock, so one at a time and in
 * order.
 */
public interface EngineProtocol {

  /** A session has begun; messages may be sent. */
  void opened(EngineSession session);

  /**
   * A message, text or binary.
   *
   * @param message of the type message
   */
  void message(EngineSession session, EnginePacket message);

  /** A session that was opened has ended. The last call for it. */
  void closed(EngineSession session, String why);

  /** What the journal and faults call a message; empty if it has no name. */
  String typeOf(EnginePacket message);

  /** A message as the journal may show it: without secrets. */
  byte[] journaled(EnginePacket message);
}
