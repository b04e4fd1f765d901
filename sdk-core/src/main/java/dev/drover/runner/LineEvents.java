package dev.drover.runner;

import dev.drover.ConnectionException;
import dev.drover.internal.session.SessionProtocol.FrameSender;
import dev.drover.internal.socketio.SocketPacket;
import org.jspecify.annotations.Nullable;

/** Hears of a {@link SocketLine}, one call at a time; may not block but on its dispatcher. */
interface LineEvents {

  /** The first frame on every connection; null if there is none. */
  byte @Nullable [] greeting();

  /** An event arrived. */
  void onEvent(SocketPacket.Event event);

  /** There is a connection; what is sent here goes out before all else. */
  void onConnected(FrameSender sender, boolean again);

  /** It was lost, and is being made again. */
  void onDisconnected();

  /** It is over for good. */
  void onClosed(ConnectionException cause);
}
