package dev.drover.reference;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A WebSocket of the JDK's that knows nothing of Drover, Engine.IO or Socket.IO. */
final class EnginePeer implements AutoCloseable {

  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final long PATIENCE_SECONDS = 30;

  private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
  private final Queue<byte[]> bytes = new ConcurrentLinkedQueue<>();
  private final CompletableFuture<Integer> closed = new CompletableFuture<>();
  private final WebSocket socket;
  private volatile boolean deaf;

  private EnginePeer(URI uri) {
    socket = HTTP.newWebSocketBuilder().buildAsync(uri, new Ears()).join();
  }

  /** Opens one with a query such as {@code EIO=4&transport=websocket}. */
  static EnginePeer open(int port, String path, String query) {
    return new EnginePeer(URI.create("ws://127.0.0.1:" + port + path + "?" + query));
  }

  /** Opens a session, past the handshake. */
  static EnginePeer session(int port, String path) throws InterruptedException {
    EnginePeer peer = open(port, path, "EIO=4&transport=websocket");
    String handshake = peer.next();
    if (!handshake.startsWith("0{")) {
      throw new AssertionError(handshake);
    }
    return peer;
  }

  private final class Ears implements WebSocket.Listener {
    private final StringBuilder text = new StringBuilder();

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
      text.append(data);
      if (last) {
        heard.add(text.toString());
        text.setLength(0);
      }
      if (!deaf) {
        socket.request(1);
      }
      return null;
    }

    @Override
    public @Nullable CompletionStage<?> onBinary(WebSocket socket, ByteBuffer data, boolean last) {
      byte[] copy = new byte[data.remaining()];
      data.get(copy);
      bytes.add(copy);
      heard.add("(binary)");
      socket.request(1);
      return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
      closed.complete(code);
      return null;
    }

    @Override
    public void onError(WebSocket socket, Throwable error) {
      closed.complete(1006);
    }
  }

  EnginePeer say(String text) {
    socket.sendText(text, true).join();
    return this;
  }

  EnginePeer say(byte[] content) {
    socket.sendBinary(ByteBuffer.wrap(content), true).join();
    return this;
  }

  /** Reads no more, so that the server's messages pile up. */
  void stopReading() {
    deaf = true;
  }

  void readOn() {
    deaf = false;
    socket.request(1);
  }

  String next() throws InterruptedException {
    String next = heard.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    if (next == null) {
      throw new AssertionError("nothing came; closed: " + closed.getNow(null));
    }
    return next;
  }

  /** The oldest binary message that was not asked for yet. */
  byte[] nextBytes() {
    return bytes.remove();
  }

  boolean hasHeard() {
    return !heard.isEmpty();
  }

  int awaitClose() throws Exception {
    return closed.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  @Override
  public void close() {
    socket.abort();
  }
}
