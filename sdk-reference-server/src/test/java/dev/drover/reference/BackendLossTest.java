package dev.drover.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.drover.reference.Rest.Answer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Agents that lose their connection to the backend while they are waited for. */
class BackendLossTest extends WithServer {

  @Override
  ServerOptions options() {
    return super.options().withVmGrace(Duration.ofMillis(1500));
  }

  private static String idOf(PlainPeer agent, String type) {
    return agent.read(type).path("request_id").asText();
  }

  private static String completed(String id) {
    return "{'type':'command_completed','message':'done','metadata':{'command_id':'c','exit_code':0,'full_output':'all','seq':2},'request_id':'%s'}"
        .formatted(id);
  }

  private static String output(int seq, String id) {
    return "{'type':'command_output','vm_id':'vm-1','message':'%d','metadata':{'command_id':'c','seq':%d},'request_id':'%s'}"
        .formatted(seq, seq, id);
  }

  private void awaitLost() {
    await().until(() -> server.vms().isEmpty());
  }

  @Test
  void anAgentWithoutTheExtensionIsGivenUpAtOnce() {
    PlainPeer agent = agent("vm-1");
    CompletableFuture<Answer> answer = rest.command("vm-1", "make", "c");
    String id = idOf(agent, "command");

    agent.drop();

    assertThat(answer.join().is(502, "VM_LOST").body().path("command_id").asText()).isEqualTo("c");
    PlainPeer back = agent("vm-1");
    back.send(output(0, id)).send(completed(id)).expectNothing();
    assertThat(server.hub().unwantedAnswers()).isEqualTo(2);
  }

  @Test
  void anAgentThatComesBackIsAskedForTheRest() {
    PlainPeer agent = v1Agent("vm-1");
    CompletableFuture<Answer> answer = rest.command("vm-1", "make", "c");
    String id = idOf(agent, "command");
    agent.send(output(0, id)).fence();

    agent.drop();
    awaitLost();
    PlainPeer back = v1Agent("vm-1");

    back.expect(
        "{'type':'attach','message':'attach','metadata':{'command_id':'c','from_seq':1},'request_id':'%s'}"
            .formatted(id));
    back.send(output(1, id)).send(completed(id));
    assertThat(answer.join().response().path("message").asText()).isEqualTo("done");
  }

  @Test
  void anAgentThatDoesNotComeBackIsLostAfterTheGrace() {
    PlainPeer agent = v1Agent("vm-1");
    CompletableFuture<Answer> answer = rest.command("vm-1", "make", "c");
    CompletableFuture<Answer> ping = rest.ask("vm-1", "{'type':'ping'}");
    agent.next();
    agent.next();

    agent.drop();

    ping.join().is(502, "VM_LOST");
    assertThat(answer).isNotDone();
    answer.join().is(502, "VM_LOST");
  }

  @Test
  void anAgentThatComesBackWithoutItsCommandsHasLostThem() {
    PlainPeer agent = v1Agent("vm-1");
    CompletableFuture<Answer> answer = rest.command("vm-1", "make", "c");
    String id = idOf(agent, "command");

    agent.drop();
    awaitLost();
    PlainPeer back = v1Agent("vm-1");
    back.read("attach");
    back.send(
        "{'type':'error','message':'no such command','metadata':{'error':'UNKNOWN_COMMAND','command_id':'c'},'request_id':'%s'}"
            .formatted(id));

    answer.join().is(502, "VM_LOST");
  }

  @Test
  void anAgentThatComesBackWithoutTheExtensionHasLostThem() {
    PlainPeer agent = v1Agent("vm-1");
    CompletableFuture<Answer> answer = rest.command("vm-1", "make", "c");
    idOf(agent, "command");

    agent.drop();
    awaitLost();
    PlainPeer back = agent("vm-1");
    back.fence();
    assertThat(answer).isNotDone();
    back.send("{'type':'heartbeat'}");

    answer.join().is(502, "VM_LOST");
  }

  @Test
  void aConnectionThatIsLostBeforeItSaidAnythingChangesNothing() {
    PlainPeer agent = v1Agent("vm-1");
    CompletableFuture<Answer> answer = rest.command("vm-1", "make", "c");
    String id = idOf(agent, "command");

    agent.drop();
    awaitLost();
    agent("vm-1").drop();
    awaitLost();
    PlainPeer back = v1Agent("vm-1");
    back.read("attach");
    back.send(completed(id));

    assertThat(answer.join().response().path("message").asText()).isEqualTo("done");
  }

  @Test
  void anAttachWaitsForItsVm() {
    v1Agent("vm-1").drop();
    awaitLost();
    CompletableFuture<Answer> answer =
        rest.ask("vm-1", "{'type':'attach','metadata':{'command_id':'c','from_seq':4}}");
    await().until(() -> server.hub().openRequests() == 1);

    PlainPeer back = v1Agent("vm-1");

    var asked = back.read("attach");
    assertThat(asked.path("metadata").path("from_seq").asInt()).isEqualTo(4);
    back.send(completed(asked.path("request_id").asText()));
    assertThat(answer.join().response().path("message").asText()).isEqualTo("done");
  }

  @Test
  void whatNeedsTheExtensionWaitsUntilItIsKnown() {
    PlainPeer agent = agent("vm-1");
    CompletableFuture<Answer> picture = rest.ask("vm-1", "{'type':'screenshot'}");
    await().until(() -> server.hub().openRequests() == 1);
    CompletableFuture<Answer> attached =
        rest.ask("vm-1", "{'type':'attach','metadata':{'command_id':'c'}}");
    await().until(() -> server.hub().openRequests() == 2);
    agent.expectNothing();

    agent.send("{'type':'connection','metadata':{'extensions':['drover.v1']}}").read("registered");

    agent.send(
        "{'type':'screenshot_response','screenshot':'AA==','request_id':'%s'}"
            .formatted(idOf(agent, "screenshot")));
    agent.send(completed(idOf(agent, "attach")));
    assertThat(picture.join().response().path("screenshot").asText()).isEqualTo("AA==");
    assertThat(attached.join().response().path("message").asText()).isEqualTo("done");
  }

  @Test
  void theNewestConnectionWinsAndTheOlderOneRemovesNothing() {
    PlainPeer older = agent("vm-1");
    CompletableFuture<Answer> lost = rest.command("vm-1", "make", "c");
    String id = idOf(older, "command");

    PlainPeer newer = agent("vm-1");

    lost.join().is(502, "VM_LOST");
    assertThat(older.closeCode()).isEqualTo(1008);
    older.close();
    assertThat(server.vms()).hasSize(1);
    CompletableFuture<Answer> answer = rest.command("vm-1", "make", "d");
    newer.send(completed(id)).send(completed(idOf(newer, "command")));
    assertThat(answer.join().response().path("message").asText()).isEqualTo("done");
  }

  @Test
  void theDoorsShareTheirIds() {
    PlainPeer byHub = vm("vm-1");
    PlainPeer byBackend = agent("vm-1");
    assertThat(byHub.closeCode()).isEqualTo(1008);
    PlainPeer again = v1Vm("vm-1");
    assertThat(byBackend.closeCode()).isEqualTo(1008);

    CompletableFuture<Answer> answer = rest.ask("vm-1", "{'type':'ping'}");
    again.send("{'type':'pong','vm_id':'vm-1','request_id':'%s'}".formatted(idOf(again, "ping")));

    assertThat(answer.join().response().path("type").asText()).isEqualTo("pong");
    assertThat(server.vms()).hasSize(1);
  }

  @Test
  void aNewerConnectionThatKnowsTheExtensionGoesOnWithTheCommand() {
    PlainPeer older = v1Agent("vm-1");
    CompletableFuture<Answer> answer = rest.command("vm-1", "make", "c");
    String id = idOf(older, "command");

    PlainPeer newer = v1Agent("vm-1");

    newer.read("attach");
    newer.send(completed(id));
    assertThat(answer.join().response().path("message").asText()).isEqualTo("done");
  }

  @Test
  void faultsStrikeAgentsToo() {
    server.faults().inject(Fault.cut(), FaultPoint.AFTER_REGISTER);
    PlainPeer cut = v1Agent("vm-1");
    assertThat(cut.closeCode()).isEqualTo(1006);

    server.faults().inject(Fault.cut(), FaultPoint.MID_REQUEST);
    PlainPeer agent = agent("vm-1");
    CompletableFuture<Answer> answer = rest.command("vm-1", "make", "c");
    agent.read("command");

    answer.join().is(502, "VM_LOST");
  }
}
