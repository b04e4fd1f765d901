package dev.drover.internal.transport;

import dev.drover.ClientOptions;
import java.io.IOException;
import java.util.function.UnaryOperator;

/** An open transport and the raw end of its connection. */
final class Connected implements AutoCloseable {

  final RawServer server;
  final RawPeer peer;
  final Transport transport;
  final RecordingListener listener;

  private Connected(
      RawServer server, RawPeer peer, Transport transport, RecordingListener listener) {
    this.server = server;
    this.peer = peer;
    this.transport = transport;
    this.listener = listener;
  }

  static Connected open() throws Exception {
    return open(UnaryOperator.identity());
  }

  static Connected open(UnaryOperator<ClientOptions> change) throws Exception {
    return open(change, new RecordingListener());
  }

  static Connected open(UnaryOperator<ClientOptions> change, RecordingListener listener)
      throws Exception {
    RawServer server = RawServer.start();
    Transport transport =
        new WebSocketTransports().connect(change.apply(server.options()), null, listener);
    RawPeer peer = server.accept().upgrade();
    listener.awaitOpen();
    return new Connected(server, peer, transport, listener);
  }

  @Override
  public void close() throws IOException {
    transport.abort("the test is over");
    peer.close();
    server.close();
  }
}
