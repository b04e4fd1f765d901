package dev.drover.internal.transport;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The socket of the moment, and the one way to cut it from any thread: closing a socket ends
 * whatever blocks in it. Always the plain socket, for closing a TLS socket may block itself.
 */
final class HeldSocket {

  private static final Logger LOG = LoggerFactory.getLogger(HeldSocket.class);

  private @Nullable Socket socket;
  private boolean cut;

  /** Takes a socket's place; the earlier one is not needed any more. */
  synchronized void hold(Socket next) throws SocketException {
    close();
    socket = next;
    if (cut) {
      close();
      throw new SocketException("cut before it was connected");
    }
  }

  /** For good: sockets that are held later are closed at once. */
  synchronized void cut() {
    cut = true;
    close();
  }

  private void close() {
    Socket held = socket;
    if (held != null) {
      try {
        held.close();
      } catch (IOException e) {
        LOG.debug("Closing a socket failed; it is of no use any more", e);
      }
    }
  }
}
