package dev.drover.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A WebSocket program that knows nothing of Drover: the JDK's client and JSON texts. */
final class PlainPeer implements AutoCloseable {

  static final ObjectMapper JSON = new ObjectMapper();

  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Inbox inbox;
  private final WebSocket socket;

  private PlainPeer(WebSocket socket, Inbox inbox) {
    this.socket = socket;
    this.inbox = inbox;
  }

  static PlainPeer connect(URI uri) {
    return connect(uri, builder -> builder);
  }

  static PlainPeer connect(URI uri, UnaryOperator<WebSocket.Builder> with) {
    Inbox inbox = new Inbox();
    WebSocket socket = with.apply(HTTP.newWebSocketBuilder()).buildAsync(uri, inbox).join();
    return new PlainPeer(socket, inbox);
  }

  static PlainPeer connect(ReferenceServer server) {
    return connect(server.uri());
  }

  /** A client, registered. */
  static PlainPeer client(ReferenceServer server) {
    return connect(server).send("{'type':'register','role':'client'}").fence();
  }

  /** A VM, registered. */
  static PlainPeer vm(ReferenceServer server, String id) {
    return connect(server).send("{'type':'register','role':'vm','vm_id':'" + id + "'}").fence();
  }

  /** A client that knows the extension, registered. */
  static PlainPeer v1Client(ReferenceServer server) {
    return connect(server)
        .send("{'type':'register','role':'client','extensions':['drover.v1']}")
        .expect("{'type':'registered','extensions':['drover.v1']}");
  }

  /** A VM that knows the extension, registered. */
  static PlainPeer v1Vm(ReferenceServer server, String id) {
    return connect(server)
        .send("{'type':'register','role':'vm','vm_id':'" + id + "','extensions':['drover.v1']}")
        .expect("{'type':'registered','extensions':['drover.v1']}");
  }

  /** An agent at the backend's door, which has said nothing yet. */
  static PlainPeer agent(ReferenceServer server, String id) {
    return connect(URI.create(server.uri() + "/api/vm/" + id + "/ws")).fence();
  }

  /** An agent at the backend's door that knows the extension, and has said so. */
  static PlainPeer v1Agent(ReferenceServer server, String id) {
    return agent(server, id)
        .send(
            "{'type':'connection','vm_id':'%s','message':'VM client connected','metadata':{'status':'connected','system_info':{},'timestamp':1694123456.789,'extensions':['drover.v1']}}"
                .formatted(id))
        .expect("{'type':'registered','extensions':['drover.v1']}");
  }

  /** Sends a text; single quotes stand for double ones. */
  PlainPeer send(String text) {
    return sendRaw(text.replace('\'', '"'));
  }

  PlainPeer sendRaw(String text) {
    socket.sendText(text, true).join();
    return this;
  }

  WebSocket socket() {
    return socket;
  }

  /** The next message must be exactly this, field for field; a backtick stands for a quote. */
  PlainPeer expect(String json) {
    assertThat(json(next())).isEqualTo(json(json.replace('\'', '"').replace('`', '\'')));
    return this;
  }

  /** The next message as a tree. */
  JsonNode read() {
    return json(next());
  }

  /** The next message, which must be of this type. */
  JsonNode read(String type) {
    JsonNode message = read();
    assertThat(message.path("type").asText()).as("%s", message).isEqualTo(type);
    return message;
  }

  String next() {
    String text = inbox.poll(PATIENCE);
    assertThat(text).as("a message within %s; closed: %s", PATIENCE, inbox.closed).isNotNull();
    return String.valueOf(text);
  }

  /** The next message, if one comes soon. */
  @Nullable JsonNode poll() {
    String text = inbox.poll(Duration.ofMillis(100));
    return text == null ? null : json(text);
  }

  /** Everything that the server had to say to this peer so far has arrived then. */
  PlainPeer fence() {
    CompletableFuture<Void> pong = new CompletableFuture<>();
    inbox.pong = pong;
    socket.sendPing(ByteBuffer.allocate(0)).join();
    pong.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
    return this;
  }

  /** Nothing has come that was not read yet. */
  PlainPeer expectNothing() {
    fence();
    assertThat(inbox.texts).isEmpty();
    return this;
  }

  /** The code with which the connection is closed; 1006 if it breaks. */
  int closeCode() {
    await()
        .atMost(PATIENCE)
        .until(
            () -> {
              probe();
              return inbox.closed.isDone();
            });
    return inbox.closed.join();
  }

  /**
   * The JDK's client may stay deaf to an end of stream that comes with the last message; what it
   * writes then fails.
   */
  private void probe() {
    socket
        .sendPong(ByteBuffer.allocate(0))
        .whenComplete(
            (sent, failure) -> {
              if (failure instanceof IOException) {
                inbox.closed.complete(1006);
              }
            });
  }

  boolean isClosed() {
    return inbox.closed.isDone();
  }

  static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new AssertionError("no JSON: " + text, e);
    }
  }

  /** Ends the connection without goodbye. */
  void drop() {
    socket.abort();
  }

  @Override
  public void close() {
    socket.abort();
  }

  private static final class Inbox implements WebSocket.Listener {

    private final BlockingQueue<String> texts = new LinkedBlockingQueue<>();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final StringBuilder partial = new StringBuilder();
    private volatile CompletableFuture<Void> pong = new CompletableFuture<>();

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket ws, CharSequence data, boolean last) {
      partial.append(data);
      if (last) {
        texts.add(partial.toString());
        partial.setLength(0);
      }
      ws.request(1);
      return null;
    }

    @Override
    public @Nullable CompletionStage<?> onPong(WebSocket ws, ByteBuffer message) {
      pong.complete(null);
      ws.request(1);
      return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket ws, int code, String reason) {
      closed.complete(code);
      return null;
    }

    @Override
    public void onError(WebSocket ws, Throwable error) {
      closed.complete(1006);
    }

    @Nullable String poll(Duration patience) {
      try {
        return texts.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return null;
      }
    }
  }
}
