package dev.drover.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.drover.Backoff;
import dev.drover.ClientOptions;
import dev.drover.ConnectionException;
import dev.drover.DroverException;
import dev.drover.RemoteException;
import dev.drover.RequestTimeoutException;
import dev.drover.fixtures.FakeTransports;
import dev.drover.internal.transport.CloseInfo;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The client's side of {@code drover.v1}, the server played by hand. */
@Timeout(20)
class DroverV1Test {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final FakeTransports transports = new FakeTransports();
  private final HubConversation conversation =
      new HubConversation(
          ClientOptions.of("ws://fake:1").backoff(Backoff.fixed(Duration.ofMillis(1))), transports);
  private HubClient hub;
  private FakeTransports.Fake server;

  @BeforeEach
  void connect() throws Exception {
    CompletableFuture<HubClient> connecting = DefaultHubClient.openAsync(conversation);
    server = accept();
    hub = connecting.get(5, TimeUnit.SECONDS);
  }

  @AfterEach
  void nothingIsLeft() {
    hub.close();
    assertThat(conversation.pending().size()).isZero();
    assertThat(conversation.streams()).isZero();
  }

  @Test
  void offersTheExtensionAndLearnsThatItIsKnown() throws Exception {
    assertThat(JSON.readTree(server.sent.get(0)).path("extensions").get(0).asText())
        .isEqualTo("drover.v1");
    assertThat(hub.extensions()).containsExactly("drover.v1");
  }

  @Test
  void streamsOutputInOrderAndThenTheResult() throws Exception {
    List<String> heard = new CopyOnWriteArrayList<>();
    CommandHandle make = hub.vm("vm-1").startCommand("make");
    make.onOutput(piece -> heard.add(piece.stream() + ":" + piece.text()));
    make.result().thenAccept(result -> heard.add("end"));
    String id = lastId();

    piece(id, 0, "stdout", "a");
    piece(id, 1, "stderr", "b");
    finish(id, 2, 3);

    CommandResult result = make.await(Duration.ofSeconds(5));
    await().until(() -> heard.size() == 3);
    assertThat(heard).containsExactly("STDOUT:a", "STDERR:b", "end");
    assertThat(result.exitCode()).isEqualTo(3);
    assertThat(result.output()).isEqualTo("ab");
    assertThat(result.command()).isEqualTo("make");
    assertThat(result.duration()).isEqualTo(Duration.ofMillis(1500));
  }

  @Test
  void aLateListenerHearsTheBeginningFirst() throws Exception {
    CommandHandle make = hub.vm("vm-1").startCommand("make");
    String id = lastId();
    piece(id, 0, "stdout", "a");
    piece(id, 1, "stdout", "b");
    List<String> heard = new CopyOnWriteArrayList<>();

    make.onOutput(piece -> heard.add(piece.text()));
    piece(id, 2, "stdout", "c");

    await().untilAsserted(() -> assertThat(heard).containsExactly("a", "b", "c"));
    finish(id, 3, 0);
  }

  @Test
  void duplicatesAreDroppedAndWhatIsMissingIsFetched() throws Exception {
    CommandHandle make = hub.vm("vm-1").startCommand("make");
    String id = lastId();

    piece(id, 0, "stdout", "a");
    piece(id, 0, "stdout", "a");
    piece(id, 2, "stdout", "c");
    JsonNode attach = last();
    assertThat(attach.path("type").asText()).isEqualTo("attach");
    assertThat(attach.path("from_seq").asLong()).isEqualTo(1);
    assertThat(attach.path("request_id").asText()).isEqualTo(id);
    piece(id, 1, "stdout", "b");
    piece(id, 2, "stdout", "c");
    finish(id, 3, 0);

    assertThat(make.await(Duration.ofSeconds(5)).output()).isEqualTo("abc");
  }

  @Test
  void anEndThatOvertookItsOutputWaitsForIt() throws Exception {
    CommandHandle make = hub.vm("vm-1").startCommand("make");
    String id = lastId();

    piece(id, 0, "stdout", "a");
    finish(id, 2, 0);
    assertThat(make.result()).isNotDone();
    assertThat(last().path("type").asText()).isEqualTo("attach");
    piece(id, 1, "stdout", "b");
    finish(id, 2, 0);

    assertThat(make.await(Duration.ofSeconds(5)).output()).isEqualTo("ab");
  }

  @Test
  void outputThatTheVmNoLongerHasIsMarked() throws Exception {
    CommandHandle make = hub.vm("vm-1").startCommand("make");
    String id = lastId();
    piece(id, 3, "stdout", "d");

    server.receives(
        "{'type':'command_output','message':'d','metadata':{'seq':3,'truncated':true},'request_id':'ID'}"
            .replace("ID", id)
            .replace('\'', '"'));
    finish(id, 4, 0);

    CommandResult result = make.await(Duration.ofSeconds(5));
    assertThat(result.output()).isEqualTo("d");
    assertThat(result.truncated()).isTrue();
  }

  @Test
  void aCommandOutlivesItsConnection() throws Exception {
    CommandHandle make = hub.vm("vm-1").startCommand("make");
    String id = lastId();
    piece(id, 0, "stdout", "a");

    server.breaks(CloseInfo.Kind.LOST, 1006, "cut");
    server = accept();
    await().until(() -> last().path("type").asText().equals("attach"));
    assertThat(last().path("from_seq").asLong()).isEqualTo(1);
    piece(id, 1, "stdout", "b");
    finish(id, 2, 0);

    assertThat(make.await(Duration.ofSeconds(5)).output()).isEqualTo("ab");
  }

  @Test
  void aCommandThatNeverReachedTheVmIsSentAgain() throws Exception {
    CompletableFuture<CommandResult> result = hub.vm("vm-1").sendCommandAsync("make");
    String id = lastId();
    server.breaks(CloseInfo.Kind.LOST, 1006, "cut");
    server = accept();
    await().until(() -> last().path("type").asText().equals("attach"));

    error(id, "UNKNOWN_COMMAND");
    assertThat(last().path("type").asText()).isEqualTo("command");
    finish(id, 0, 0);

    assertThat(result.get(5, TimeUnit.SECONDS).exitCode()).isZero();
  }

  @Test
  void aVmThatIsStillAwayIsAskedAgain() throws Exception {
    CompletableFuture<CommandResult> result = hub.vm("vm-1").sendCommandAsync("make");
    String id = lastId();
    server.breaks(CloseInfo.Kind.LOST, 1006, "cut");
    server = accept();
    await().until(() -> last().path("type").asText().equals("attach"));
    int before = server.sent.size();

    error(id, "VM_NOT_FOUND");
    await().until(() -> server.sent.size() > before);
    finish(id, 0, 0);

    assertThat(result.get(5, TimeUnit.SECONDS).exitCode()).isZero();
  }

  @Test
  void aVmThatIsAwayIsAskedAgainEvenIfAPieceCameSince() throws Exception {
    CompletableFuture<CommandResult> result = hub.vm("vm-1").sendCommandAsync("make");
    String id = lastId();
    server.breaks(CloseInfo.Kind.LOST, 1006, "cut");
    server = accept();
    await().until(() -> last().path("type").asText().equals("attach"));
    piece(id, 0, "stdout", "a");
    int before = server.sent.size();

    error(id, "VM_NOT_FOUND");
    await().until(() -> server.sent.size() > before);
    finish(id, 1, 0);

    assertThat(result.get(5, TimeUnit.SECONDS).output()).isEqualTo("a");
  }

  @Test
  void otherRequestsEndWithTheirConnection() throws Exception {
    CompletableFuture<List<VmInfo>> vms = hub.listVmsAsync();

    server.breaks(CloseInfo.Kind.LOST, 1006, "cut");

    assertThatThrownBy(() -> vms.get(5, TimeUnit.SECONDS))
        .hasCauseInstanceOf(ConnectionException.class)
        .hasMessageContaining("list_vms")
        .hasMessageContaining("cut");
    server = accept();
  }

  @Test
  void releasingWithoutAConnectionIsAnErrorNotSilence() throws Exception {
    server.breaks(CloseInfo.Kind.LOST, 1006, "cut");
    FakeTransports.Fake next = transports.next();

    assertThatThrownBy(() -> hub.release("test1")).isInstanceOf(ConnectionException.class);

    next.breaks(CloseInfo.Kind.LOST, 1006, "still away");
    server = accept();
  }

  @Test
  void anErrorCarriesItsCode() throws Exception {
    CompletableFuture<CommandResult> result = hub.vm("vm-1").sendCommandAsync("rm -rf /");

    error(lastId(), "COMMAND_REFUSED");

    assertThatThrownBy(() -> result.get(5, TimeUnit.SECONDS))
        .cause()
        .isInstanceOfSatisfying(
            RemoteException.class, e -> assertThat(e.code()).contains("COMMAND_REFUSED"))
        .hasMessageContaining("rm -rf /")
        .hasMessageContaining("vm-1");
  }

  @Test
  void aCommandThatTheVmStoppedForItsTimeoutIsATimeout() throws Exception {
    CompletableFuture<CommandResult> result =
        hub.vm("vm-1")
            .sendCommandAsync(CommandRequest.of("sleep 9").timeout(Duration.ofSeconds(2)));
    assertThat(last().path("timeout").asDouble()).isEqualTo(2.0);

    error(lastId(), "COMMAND_TIMEOUT");

    assertThatThrownBy(() -> result.get(5, TimeUnit.SECONDS))
        .hasCauseInstanceOf(RequestTimeoutException.class);
  }

  @Test
  void cancellingStopsTheCommand() throws Exception {
    CommandHandle make = hub.vm("vm-1").startCommand("make");

    make.result().cancel(false);

    await().until(() -> last().path("type").asText().equals("stop_command"));
    assertThat(last().path("metadata").path("command_id").asText()).isEqualTo(make.commandId());
  }

  @Test
  void inputAndStopAreAcknowledged() throws Exception {
    CommandHandle cat = hub.vm("vm-1").startCommand("cat");
    String id = lastId();

    CompletableFuture<Void> input = cat.sendInputAsync("hello\n");
    JsonNode sent = last();
    assertThat(sent.path("message").asText()).isEqualTo("hello\n");
    server.receives("{\"type\":\"ack\",\"request_id\":\"" + lastId() + "\"}");
    input.get(5, TimeUnit.SECONDS);
    CompletableFuture<Void> stopped = cat.stopAsync();
    server.receives("{\"type\":\"command_stopped\",\"request_id\":\"" + lastId() + "\"}");
    stopped.get(5, TimeUnit.SECONDS);

    finish(id, 0, 143);
    assertThat(cat.await(Duration.ofSeconds(5)).exitCode()).isEqualTo(143);
  }

  @Test
  void aCommandInsideACallbackDoesNotDeadlock() throws Exception {
    CompletableFuture<String> inner = new CompletableFuture<>();
    CommandHandle outer = hub.vm("vm-1").startCommand("outer");
    String outerId = lastId();
    outer.onOutput(piece -> inner.complete(hub.vm("vm-1").sendCommand("inner").output()));

    piece(outerId, 0, "stdout", "go");
    await().until(() -> last().path("command").asText().equals("inner"));
    String innerId = lastId();
    piece(innerId, 0, "stdout", "from inside");
    finish(innerId, 1, 0);

    assertThat(inner.get(5, TimeUnit.SECONDS)).isEqualTo("from inside");
    finish(outerId, 1, 0);
  }

  @Test
  void waitingForItselfInACallbackIsRefused() throws Exception {
    CompletableFuture<Throwable> thrown = new CompletableFuture<>();
    CommandHandle outer = hub.vm("vm-1").startCommand("outer");
    String id = lastId();
    outer.onOutput(
        piece -> {
          try {
            outer.await();
          } catch (IllegalStateException e) {
            thrown.complete(e);
          }
        });

    piece(id, 0, "stdout", "go");

    assertThat(thrown.get(5, TimeUnit.SECONDS)).hasMessageContaining("thenAccept");
    finish(id, 1, 0);
  }

  @Test
  void badMessagesAreReportedAndHarmNothing() throws Exception {
    CompletableFuture<List<VmInfo>> vms = hub.listVmsAsync();
    String id = lastId();

    for (String bad : List.of("", "nonsense", "[]", "{\"type\":5}", "{\"type\":\"new_thing\"}")) {
      server.receives(bad);
    }
    server.receives("{\"type\":\"list_vms_response\",\"vms\":\"none\",\"request_id\":\"x\"}");
    server.receives(
        "{\"type\":\"list_vms_response\",\"vms\":[{},{\"vm_id\":\"v\"}],\"request_id\":\""
            + id
            + "\"}");

    assertThat(vms.get(5, TimeUnit.SECONDS)).extracting(VmInfo::vmId).containsExactly("v");
  }

  @Test
  void aWrongAnswerIsAnErrorNotAHang() throws Exception {
    CompletableFuture<List<VmInfo>> vms = hub.listVmsAsync();

    server.receives("{\"type\":\"release_response\",\"request_id\":\"" + lastId() + "\"}");

    assertThatThrownBy(() -> vms.get(5, TimeUnit.SECONDS))
        .hasCauseInstanceOf(DroverException.class)
        .hasMessageContaining("release_response");
  }

  private FakeTransports.Fake accept() throws InterruptedException {
    FakeTransports.Fake next = transports.next();
    next.listener.onOpen();
    next.receives("{\"type\":\"registered\",\"extensions\":[\"drover.v1\"]}");
    next.listener.onPong();
    return next;
  }

  private JsonNode last() throws Exception {
    return JSON.readTree(server.sent.get(server.sent.size() - 1));
  }

  private String lastId() throws Exception {
    return last().path("request_id").asText();
  }

  private void piece(String id, int seq, String stream, String text) {
    server.receives(
        """
        {"type":"command_output","vm_id":"vm-1","message":"%s","request_id":"%s",
         "metadata":{"output_type":"output","seq":%d,"stream":"%s"}}"""
            .formatted(text, id, seq, stream));
  }

  private void finish(String id, int pieces, int exitCode) {
    server.receives(
        """
        {"type":"command_response","vm_id":"vm-1","result":"","request_id":"%s",
         "metadata":{"exit_code":%d,"execution_time":1.5,"seq":%d}}"""
            .formatted(id, exitCode, pieces));
  }

  private void error(String id, String code) {
    server.receives(
        "{\"type\":\"error\",\"message\":\"no\",\"code\":\"%s\",\"request_id\":\"%s\"}"
            .formatted(code, id));
  }
}
