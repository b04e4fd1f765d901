package dev.drover.internal.transport;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A proxy that knows every host name, and leads all of them to one port of this machine. */
final class ConnectProxy implements AutoCloseable {

  private final ServerSocket server;
  private final int destination;
  private final ExecutorService threads = Executors.newCachedThreadPool();

  /** What the proxy was asked for. */
  final CompletableFuture<String> asked = new CompletableFuture<>();

  ConnectProxy(int destination) throws IOException {
    this.destination = destination;
    this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  }

  Proxy http() {
    threads.submit(this::serveHttp);
    return new Proxy(Proxy.Type.HTTP, address());
  }

  Proxy socks() {
    threads.submit(this::serveSocks);
    return new Proxy(Proxy.Type.SOCKS, address());
  }

  /** A proxy that answers with just that. */
  Proxy answering(String answer) {
    threads.submit(
        () -> {
          RawPeer peer = new RawPeer(server.accept());
          asked.complete(peer.readHead());
          return peer.write(answer);
        });
    return new Proxy(Proxy.Type.HTTP, address());
  }

  private InetSocketAddress address() {
    return new InetSocketAddress(server.getInetAddress(), server.getLocalPort());
  }

  private Void serveHttp() throws IOException {
    Socket client = server.accept();
    RawPeer peer = new RawPeer(client);
    asked.complete(peer.readHead());
    peer.write("HTTP/1.1 200 Connected\n\n");
    return join(client);
  }

  /** RFC 1928, with a host name, without authentication. */
  private Void serveSocks() throws IOException {
    Socket client = server.accept();
    DataInputStream in = new DataInputStream(client.getInputStream());
    in.readByte();
    in.readNBytes(in.readByte());
    client.getOutputStream().write(new byte[] {5, 0});
    int type = in.readNBytes(4)[3];
    String host = new String(in.readNBytes(in.readByte()), US_ASCII);
    asked.complete(type + " " + host + ":" + in.readUnsignedShort());
    client.getOutputStream().write(new byte[] {5, 0, 0, 1, 127, 0, 0, 1, 0, 0});
    return join(client);
  }

  private Void join(Socket client) throws IOException {
    try (Socket server = new Socket(InetAddress.getLoopbackAddress(), destination)) {
      threads.submit(() -> copy(server, client));
      copy(client, server);
    }
    return null;
  }

  private static Void copy(Socket from, Socket to) throws IOException {
    InputStream in = from.getInputStream();
    OutputStream out = to.getOutputStream();
    in.transferTo(out);
    to.shutdownOutput();
    return null;
  }

  @Override
  public void close() throws IOException {
    server.close();
    threads.shutdownNow();
  }
}
