package dev.drover.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Connections that are lost while a command runs: the VM's, the client's, both. */
class VmLossTest extends WithServer {

  private static final String COMMAND =
      "{'type':'command','vm_id':'vm-1','command':'make','command_id':'c','request_id':'r'}";

  @Override
  ServerOptions options() {
    return super.options().withVmGrace(Duration.ofMillis(1500));
  }

  private static String output(int seq, String id) {
    return "{'type':'command_output','vm_id':'vm-1','message':'%d','metadata':{'command_id':'c','seq':%d},'request_id':'%s'}"
        .formatted(seq, seq, id);
  }

  private static String end(String id) {
    return "{'type':'command_response','vm_id':'vm-1','result':'all','metadata':{'exit_code':0,'seq':3},'request_id':'%s'}"
        .formatted(id);
  }

  private static String start(PlainPeer client, PlainPeer vm) {
    client.send(COMMAND);
    return vm.read("command").path("request_id").asText();
  }

  private void awaitLost() {
    await().until(() -> server.vms().isEmpty());
  }

  @Test
  void aVmThatComesBackIsAskedForTheRest() {
    PlainPeer client = v1Client();
    PlainPeer vm = v1Vm("vm-1");
    String id = start(client, vm);
    vm.send(output(0, id)).fence();
    client.expect(output(0, "r"));

    vm.drop();
    PlainPeer back = v1Vm("vm-1");

    back.expect(
        "{'type':'attach','vm_id':'vm-1','command_id':'c','from_seq':1,'request_id':'%s'}"
            .formatted(id));
    back.send(output(1, id)).send(output(2, id)).send(end(id));
    client.expect(output(1, "r")).expect(output(2, "r")).expect(end("r")).expectNothing();
  }

  @Test
  void aVmThatDoesNotComeBackIsLost() {
    PlainPeer client = v1Client();
    PlainPeer vm = v1Vm("vm-1");
    start(client, vm);

    vm.drop();

    JsonNode error = client.read("error");
    assertThat(error.path("code").asText()).isEqualTo("VM_LOST");
    assertThat(error.path("vm_id").asText()).isEqualTo("vm-1");
    assertThat(error.path("request_id").asText()).isEqualTo("r");
  }

  @Test
  void requestsThatCannotBeAttachedFailAtOnce() {
    PlainPeer client = v1Client();
    PlainPeer vm = v1Vm("vm-1");
    start(client, vm);
    client.send("{'type':'screenshot','vm_id':'vm-1','request_id':'s'}");
    vm.read("screenshot");

    vm.drop();

    JsonNode error = client.read("error");
    assertThat(error.path("code").asText()).isEqualTo("VM_LOST");
    assertThat(error.path("request_id").asText()).isEqualTo("s");
    client.expectNothing();
  }

  @Test
  void newRequestsToALostVmAreToldThatItMayComeBack() {
    PlainPeer client = v1Client();
    v1Vm("vm-1").drop();
    awaitLost();

    client.send(COMMAND);

    assertThat(client.read("error").path("message").asText()).contains("may come back");
  }

  @Test
  void aVmThatLostTheCommandIsReportedAsLost() {
    PlainPeer client = v1Client();
    PlainPeer vm = v1Vm("vm-1");
    start(client, vm);
    vm.drop();
    PlainPeer back = v1Vm("vm-1");
    String id = back.read("attach").path("request_id").asText();

    back.send(
        "{'type':'error','message':'what?','code':'UNKNOWN_COMMAND','request_id':'" + id + "'}");

    assertThat(client.read("error").path("code").asText()).isEqualTo("VM_LOST");
  }

  @Test
  void theNewestConnectionTakesTheCommandsOver() {
    PlainPeer client = v1Client();
    PlainPeer old = v1Vm("vm-1");
    String id = start(client, old);

    PlainPeer newer = v1Vm("vm-1");
    newer.read("attach");
    newer.send(end(id));

    client.expect(end("r"));
    assertThat(old.closeCode()).isEqualTo(1008);
  }

  @Test
  void anAssignmentOutlivesAShortLoss() {
    PlainPeer client = v1Client();
    PlainPeer vm = v1Vm("vm-1");
    client.send("{'type':'spin_up','tests':[{'test_case_id':'t'}],'request_id':'1'}").read();

    vm.drop();
    awaitLost();
    v1Vm("vm-1");

    assertThat(server.vms().get(0).testCaseId()).contains("t");
  }

  @Test
  void anAssignmentDoesNotOutliveTheGrace() {
    PlainPeer client = v1Client();
    PlainPeer vm = v1Vm("vm-1");
    client.send("{'type':'spin_up','tests':[{'test_case_id':'t'}],'request_id':'1'}").read();
    start(client, vm);

    vm.drop();
    client.read("error");
    v1Vm("vm-1");

    assertThat(server.vms().get(0).testCaseId()).isEmpty();
  }

  @Test
  void aClientThatComesBackTakesItsRouteOver() {
    PlainPeer client = v1Client();
    PlainPeer vm = v1Vm("vm-1");
    String id = start(client, vm);
    vm.send(output(0, id));
    client.expect(output(0, "r"));
    client.drop();
    awaitGone();
    vm.send(output(1, id)).fence();

    PlainPeer back = v1Client();
    back.send("{'type':'attach','vm_id':'vm-1','command_id':'c','from_seq':1,'request_id':'r2'}");

    assertThat(vm.read("attach").path("request_id").asText()).isEqualTo(id);
    // Still on its way when the VM heard of it, then what was asked for.
    vm.send(output(2, id)).send(output(1, id)).send(output(2, id)).send(end(id));
    back.expect(output(1, "r2")).expect(output(2, "r2")).expect(end("r2")).expectNothing();
  }

  @Test
  void anEndThatWasOnItsWayIsWaitedForAgain() {
    PlainPeer client = v1Client();
    PlainPeer vm = v1Vm("vm-1");
    String id = start(client, vm);
    vm.send(output(0, id)).fence();
    client.drop();
    awaitGone();
    PlainPeer back = v1Client();
    back.send("{'type':'attach','vm_id':'vm-1','command_id':'c','from_seq':0,'request_id':'r2'}");
    vm.read("attach");

    vm.send(end(id)).send(output(0, id)).send(end(id));

    back.expect(output(0, "r2")).expect(end("r2")).expectNothing();
  }

  @Test
  void whenBothWereLostTheClientMayComeBackFirst() {
    PlainPeer client = v1Client();
    PlainPeer vm = v1Vm("vm-1");
    start(client, vm);
    client.drop();
    vm.drop();
    awaitLost();

    PlainPeer back = v1Client();
    back.send("{'type':'attach','vm_id':'vm-1','command_id':'c','from_seq':2,'request_id':'r2'}")
        .fence();
    PlainPeer vmBack = v1Vm("vm-1");

    JsonNode attach = vmBack.read("attach");
    assertThat(attach.path("from_seq").asLong()).isEqualTo(2);
    vmBack.send(end(attach.path("request_id").asText()));
    back.expect(end("r2"));
  }

  @Test
  void attachingTwiceWithTheSameIdDoesNotStreamTwice() {
    PlainPeer client = v1Client();
    PlainPeer vm = v1Vm("vm-1");
    String id = start(client, vm);

    client.send("{'type':'attach','vm_id':'vm-1','command_id':'c','from_seq':0,'request_id':'r'}");

    assertThat(vm.read("attach").path("request_id").asText()).isEqualTo(id);
  }

  @Test
  void severalClientsMayFollowOneCommand() {
    PlainPeer client = v1Client();
    PlainPeer other = v1Client();
    PlainPeer vm = v1Vm("vm-1");
    String id = start(client, vm);
    other.send("{'type':'attach','vm_id':'vm-1','command_id':'c','request_id':'o'}");
    String second = vm.read("attach").path("request_id").asText();

    vm.send(end(id)).send(end(second));

    client.expect(end("r")).expectNothing();
    other.expect(end("o")).expectNothing();
  }

  private void awaitGone() {
    await()
        .until(
            () ->
                !server
                    .journal()
                    .entries(
                        e ->
                            e.kind() == JournalEntry.Kind.DISCONNECTED
                                && e.peer().role() == PeerRole.CLIENT)
                    .isEmpty());
  }
}
