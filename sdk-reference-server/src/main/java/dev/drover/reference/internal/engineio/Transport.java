package dev.drover.reference.internal.engineio;

import dev.drover.internal.socketio.EnginePacket;
import dev.drover.reference.PeerRole;

/** What carries a session's packets at present. Used under the engine's lock. */
interface Transport {

  /** Queues a packet. */
  void send(EnginePacket packet);

  /** Queues a packet; the task runs when it has left this process, maybe at once, on any thread. */
  void send(EnginePacket packet, Runnable sent);

  boolean isWritable();

  /** Runs a task once more is welcome, or at the transport's end; maybe now, on any thread. */
  void onceWritable(Runnable task);

  void hold();

  void resume();

  void identify(PeerRole role, String name);

  /** Ends it in good order, after what is queued. */
  void close(String reason);

  /** Ends it: the client broke the rules, or is not there. */
  void abort(String reason);
}
