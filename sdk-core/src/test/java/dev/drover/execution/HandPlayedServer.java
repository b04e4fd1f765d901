package dev.drover.execution;

import dev.drover.Backoff;
import dev.drover.ClientOptions;
import dev.drover.DroverException;
import dev.drover.fixtures.FakeTransports;
import dev.drover.internal.transport.CloseInfo;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/** A client, and the server at its other end played by the test, frame by frame. */
final class HandPlayedServer implements AutoCloseable {

  static final String ID = "550e8400-e29b-41d4-a716-446655440000";

  final FakeTransports transports = new FakeTransports();
  final List<DroverException> reported = new CopyOnWriteArrayList<>();
  final DefaultExecutionClient client;
  final CompletableFuture<ExecutionClient> connecting;
  volatile FakeTransports.Fake server;

  private HandPlayedServer(UnaryOperator<ClientOptions> change) throws InterruptedException {
    ClientOptions options =
        ClientOptions.of("ws://fake:1")
            .backoff(Backoff.fixed(Duration.ofMillis(1)))
            .closeTimeout(Duration.ofMillis(200))
            .onError(reported::add);
    client = new DefaultExecutionClient(change.apply(options), ID, transports);
    connecting = client.connect();
    server = transports.next();
  }

  /** A client whose first attempt is waiting to be accepted. */
  static HandPlayedServer connecting(UnaryOperator<ClientOptions> change) throws Exception {
    return new HandPlayedServer(change);
  }

  static HandPlayedServer connected(UnaryOperator<ClientOptions> change) throws Exception {
    HandPlayedServer played = new HandPlayedServer(change);
    played.accept();
    played.connecting.get(5, TimeUnit.SECONDS);
    return played;
  }

  static HandPlayedServer connected() throws Exception {
    return connected(options -> options);
  }

  /** Takes the newest connection. */
  void accept() {
    server.listener.onOpen();
    server.listener.onPong();
  }

  /** Cuts the connection; the next attempt is waiting to be accepted. */
  void cut() throws InterruptedException {
    server.breaks(CloseInfo.Kind.LOST, 1006, "cut");
    server = transports.next();
  }

  /** Closes the connection with a close frame. */
  void closes(int code) {
    server.breaks(CloseInfo.Kind.CLOSED_BY_PEER, code, "closed with " + code);
  }

  /** Single quotes stand for double ones. */
  void says(String json) {
    server.receives(json.replace('\'', '"'));
  }

  void step(String id, String messageId) {
    says(
        "{'type':'step_completed','device_id':'d1','step_id':'%s','module_id':'m','status':'completed','message_id':'%s'}"
            .formatted(id, messageId));
  }

  void log(String message) {
    says("{'type':'log_entry','device_id':'d1','level':'INFO','message':'" + message + "'}");
  }

  void frame(String device, String base64) {
    says(
        "{'type':'preview_frame','device_id':'%s','frame_data':'data:image/jpeg;base64,%s','width':1080,'height':1920,'timestamp':'2025-01-27T10:30:30.500Z'}"
            .formatted(device, base64));
  }

  void completed() {
    says("{'type':'execution_completed','status':'completed','total_steps':2,'failed_steps':0}");
  }

  /** What the client sent on the newest connection. */
  List<String> sent() {
    return server.sent.stream().map(json -> json.replace('"', '\'')).toList();
  }

  /** The address of the newest attempt. */
  String lastUri() {
    return transports.uris.get(transports.uris.size() - 1).toString();
  }

  <E extends ExecutionEvent> List<E> collect(Class<E> type) {
    List<E> events = new CopyOnWriteArrayList<>();
    client.events().on(type, events::add);
    return events;
  }

  @Override
  public void close() {
    client.close();
  }
}
