package dev.drover.internal.transport;

import dev.drover.ClientOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.net.ssl.SSLContext;

/** A server that can be as rude as a test wants; it hands out each connection as it is. */
final class RawServer implements AutoCloseable {

  private final ServerSocket server;
  private final String scheme;
  private final Queue<RawPeer> accepted = new ConcurrentLinkedQueue<>();

  private RawServer(ServerSocket server, String scheme) throws IOException {
    this.server = server;
    this.scheme = scheme;
    server.setSoTimeout(10_000);
  }

  static RawServer start() throws IOException {
    return new RawServer(new ServerSocket(0, 500, InetAddress.getLoopbackAddress()), "ws");
  }

  static RawServer startTls(SSLContext context) throws IOException {
    return new RawServer(
        context
            .getServerSocketFactory()
            .createServerSocket(0, 50, InetAddress.getLoopbackAddress()),
        "wss");
  }

  /** Held here: the JDK closes a socket that nobody can reach any more. */
  RawPeer accept() throws IOException {
    RawPeer peer = new RawPeer(server.accept());
    accepted.add(peer);
    return peer;
  }

  int port() {
    return server.getLocalPort();
  }

  String hostAndPort() {
    return "127.0.0.1:" + port();
  }

  /** Options with short waits: what is not there at once on this machine will never be. */
  ClientOptions options() {
    return ClientOptions.of(scheme + "://" + hostAndPort())
        .connectTimeout(Duration.ofSeconds(5))
        .closeTimeout(Duration.ofMillis(300));
  }

  @Override
  public void close() throws IOException {
    server.close();
    for (RawPeer peer : accepted) {
      peer.close();
    }
  }
}
