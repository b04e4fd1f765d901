package dev.drover.internal.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.java_websocket.WebSocket;
import org.java_websocket.framing.Framedata;
import org.java_websocket.handshake.ClientHandshake;
import org.java_websocket.server.WebSocketServer;

/** The library's own server; sends texts back. */
final class EchoServer extends WebSocketServer {

  final CompletableFuture<String> closed = new CompletableFuture<>();
  final CompletableFuture<Boolean> ponged = new CompletableFuture<>();
  private final CompletableFuture<WebSocket> opened = new CompletableFuture<>();
  private final CountDownLatch started = new CountDownLatch(1);

  private EchoServer() {
    super(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1);
    setDaemon(true);
    setTcpNoDelay(true);
  }

  static EchoServer begin() throws InterruptedException {
    EchoServer server = new EchoServer();
    server.start();
    assertThat(server.started.await(10, TimeUnit.SECONDS)).isTrue();
    return server;
  }

  /** The one client. */
  WebSocket client() throws Exception {
    return opened.get(10, TimeUnit.SECONDS);
  }

  @Override
  public void onOpen(WebSocket client, ClientHandshake handshake) {
    opened.complete(client);
  }

  @Override
  public void onMessage(WebSocket client, String message) {
    client.send(message);
  }

  @Override
  public void onClose(WebSocket client, int code, String reason, boolean remote) {
    closed.complete(code + " " + reason);
  }

  @Override
  public void onWebsocketPong(WebSocket client, Framedata pong) {
    ponged.complete(true);
  }

  @Override
  public void onError(WebSocket client, Exception e) {
    closed.completeExceptionally(e);
  }

  @Override
  public void onStart() {
    started.countDown();
  }
}
