package dev.drover.hub;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.drover.Backoff;
import dev.drover.ClientOptions;
import dev.drover.DroverException;
import dev.drover.fixtures.FakeTransports;
import dev.drover.internal.transport.CloseInfo;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.UnaryOperator;

/** A client, and the hub at its other end played by the test, frame by frame. */
final class HandPlayedHub implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();

  final FakeTransports transports = new FakeTransports();
  final List<DroverException> reported = new CopyOnWriteArrayList<>();
  final HubConversation conversation;
  final HubClient client;
  volatile FakeTransports.Fake server;

  private HandPlayedHub(UnaryOperator<ClientOptions> change, boolean v1)
      throws InterruptedException, ExecutionException, TimeoutException {
    ClientOptions options =
        ClientOptions.of("ws://fake:1")
            .backoff(Backoff.fixed(Duration.ofMillis(1)))
            .onError(reported::add);
    conversation = new HubConversation(change.apply(options), transports);
    CompletableFuture<HubClient> connecting = DefaultHubClient.openAsync(conversation);
    server = transports.next();
    accept(v1);
    client = connecting.get(5, TimeUnit.SECONDS);
  }

  static HandPlayedHub v1(UnaryOperator<ClientOptions> change) throws Exception {
    return new HandPlayedHub(change, true);
  }

  static HandPlayedHub v1() throws Exception {
    return v1(options -> options);
  }

  static HandPlayedHub legacy(UnaryOperator<ClientOptions> change) throws Exception {
    return new HandPlayedHub(change, false);
  }

  /** Takes the newest connection, with the extension or without. */
  void accept(boolean v1) {
    server.listener.onOpen();
    if (v1) {
      registered();
    }
    server.listener.onPong();
  }

  void registered() {
    server.receives("{\"type\":\"registered\",\"extensions\":[\"drover.v1\"]}");
  }

  /** Cuts the connection; the next attempt is waiting to be accepted. */
  void cut() throws InterruptedException {
    server.breaks(CloseInfo.Kind.LOST, 1006, "cut");
    server = transports.next();
  }

  /** What the client sent last. */
  JsonNode last() {
    return sent(server.sent.size() - 1);
  }

  JsonNode sent(int index) {
    try {
      return JSON.readTree(server.sent.get(index));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  List<String> sentTypes() {
    return server.sent.stream()
        .map(frame -> frame.replaceAll(".*?\"type\":\"(\\w+)\".*", "$1"))
        .toList();
  }

  String lastId() {
    return last().path("request_id").asText();
  }

  /** Single quotes stand for double ones. */
  void receives(String json) {
    server.receives(json.replace('\'', '"'));
  }

  void started(String id) {
    receives("{'type':'command_started','vm_id':'vm-1','request_id':'%s'}".formatted(id));
  }

  void piece(String id, int seq, String text) {
    receives(
        "{'type':'command_output','vm_id':'vm-1','message':'%s','request_id':'%s','metadata':{'seq':%d,'stream':'stdout'}}"
            .formatted(text, id, seq));
  }

  void finish(String id, int pieces, int exitCode) {
    receives(
        "{'type':'command_response','vm_id':'vm-1','result':'','request_id':'%s','metadata':{'exit_code':%d,'seq':%d}}"
            .formatted(id, exitCode, pieces));
  }

  void error(String id, String code) {
    receives("{'type':'error','message':'no','code':'%s','request_id':'%s'}".formatted(code, id));
  }

  /** Nothing may be left of any request, however it ended. */
  boolean isEmpty() {
    return conversation.pending().size() == 0 && conversation.streams() == 0;
  }

  @Override
  public void close() {
    client.close();
  }
}
