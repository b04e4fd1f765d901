package dev.drover.internal.socketio.client;

import dev.drover.ClientOptions;
import dev.drover.internal.transport.Transport;
import dev.drover.internal.transport.TransportListener;
import dev.drover.internal.transport.Transports;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * Transports that speak Socket.IO 5 over Engine.IO 4, WebSocket only. One is open when the server
 * has let it into the root namespace; the token goes there, as {@code auth}, and nowhere else. What
 * passes through are Engine.IO frames with Socket.IO packets: {@link PacketFrame} makes them.
 */
public final class SocketIoTransports implements Transports {

  private final Transports below;

  /**
   * Transports over others.
   *
   * @param below makes the WebSockets
   */
  public SocketIoTransports(Transports below) {
    this.below = below;
  }

  @Override
  public Transport connect(
      ClientOptions options, @Nullable String token, TransportListener listener) {
    SocketIoTransport transport = new SocketIoTransport(options, token, listener);
    transport.start(below, options.uri(address(options.uri())));
    return transport;
  }

  /**
   * Where the server listens.
   *
   * @param server its address; without a path the usual one, {@code /socket.io/}
   * @return the address of a WebSocket
   */
  static URI address(URI server) {
    String path = server.getRawPath();
    if (path == null || path.isEmpty() || path.equals("/")) {
      path = "/socket.io/";
    } else if (!path.endsWith("/")) {
      path += "/";
    }
    String query = server.getRawQuery() == null ? "" : server.getRawQuery() + "&";
    return URI.create(
        "%s://%s%s?%sEIO=4&transport=websocket"
            .formatted(server.getScheme(), server.getRawAuthority(), path, query));
  }
}
