package dev.drover.internal.transport;

import dev.drover.ClientOptions;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/**
 * Transports over real sockets. Each has one reading thread of its own while it lives; all share
 * the timer thread and the pool that writes what callers could not write themselves.
 */
public final class WebSocketTransports implements Transports {

  /** Holds nothing; as many as one likes. */
  public WebSocketTransports() {}

  @Override
  public Transport connect(
      ClientOptions options, @Nullable String token, TransportListener listener) {
    WebSocketTransport transport =
        new WebSocketTransport(options, token, listener, InetAddress::getAllByName);
    transport.start();
    return transport;
  }
}
