package dev.drover.internal.socketio;

import org.jspecify.annotations.Nullable;

/** What arrived is no packet. The message says why, fit to be sent back: it quotes nothing. */
public final class MalformedPacketException extends Exception {

  private static final long serialVersionUID = 1L;

  MalformedPacketException(String message) {
    this(message, null);
  }

  MalformedPacketException(String message, @Nullable Throwable cause) {
    super("malformed packet: " + message, cause);
  }
}
