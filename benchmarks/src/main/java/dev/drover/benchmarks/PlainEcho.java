package dev.drover.benchmarks;

import java.net.URI;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.java_websocket.client.WebSocketClient;
import org.java_websocket.handshake.ServerHandshake;
import org.jspecify.annotations.Nullable;

/** A plain Java-WebSocket client that has 200 bytes of text echoed: nothing read, nothing typed. */
final class PlainEcho implements Contender {

  private static final String TEXT = "x".repeat(200);

  private final Semaphore answers = new Semaphore(0);
  private final Client client;
  private volatile @Nullable Flood flood;

  PlainEcho(int port) throws InterruptedException {
    client = new Client(URI.create("ws://127.0.0.1:" + port));
    client.setTcpNoDelay(true);
    client.setConnectionLostTimeout(0);
    if (!client.connectBlocking(10, TimeUnit.SECONDS)) {
      throw new IllegalStateException("the plain client could not connect");
    }
  }

  @Override
  public void roundTrip() throws Exception {
    client.send(TEXT);
    if (!answers.tryAcquire(10, TimeUnit.SECONDS)) {
      throw new TimeoutException("no echo");
    }
  }

  @Override
  public void pipelined(int requests, int inFlight) throws Exception {
    Flood running = new Flood(requests, requests - inFlight);
    flood = running;
    for (int i = 0; i < inFlight; i++) {
      client.send(TEXT);
    }
    if (!running.done.await(60, TimeUnit.SECONDS)) {
      throw new TimeoutException("echoes are missing");
    }
    flood = null;
  }

  @Override
  public void close() {
    client.close();
  }

  /** Sends the next with each echo, on the reading thread as such a client would. */
  private final class Flood {
    final CountDownLatch done;
    private int left;

    Flood(int requests, int left) {
      this.done = new CountDownLatch(requests);
      this.left = left;
    }

    void echoed() {
      if (left > 0) {
        left--;
        client.send(TEXT);
      }
      done.countDown();
    }
  }

  private final class Client extends WebSocketClient {
    Client(URI uri) {
      super(uri);
    }

    @Override
    public void onMessage(String text) {
      Flood running = flood;
      if (running == null) {
        answers.release();
      } else {
        running.echoed();
      }
    }

    @Override
    public void onOpen(ServerHandshake handshake) {
      // connectBlocking waits for it.
    }

    @Override
    public void onClose(int code, String reason, boolean remote) {
      // A round that is cut short fails by its timeout.
    }

    @Override
    public void onError(Exception error) {
      error.printStackTrace();
    }
  }
}
