package dev.drover.reference;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

/** What the extension adds, spoken by both sides or by one of them. */
class DroverV1Test extends WithServer {

  private static final String OUTPUT =
      "{'type':'command_output','vm_id':'x','message':'%s','metadata':{'command_id':'c','output_type':'output','seq':%d,'stream':'stdout'},'request_id':'%s'}";

  @Test
  void passesEverythingOnWithTheClientsOwnRequestId() {
    PlainPeer client = v1Client();
    PlainPeer vm = v1Vm("vm-1");

    client.send(
        "{'type':'command','vm_id':'vm-1','command':'ls','command_id':'c','timeout':2.5,'env':{'A':'b'},'working_directory':'/tmp','pty':true,'request_id':'r-1'}");
    JsonNode asked = vm.read("command");
    String id = asked.path("request_id").asText();
    vm.send("{'type':'command_started','vm_id':'vm-1','message':'m','request_id':'" + id + "'}");
    vm.send(OUTPUT.formatted("hello", 0, id));
    vm.send(
        "{'type':'command_response','vm_id':'vm-1','result':'hello','metadata':{'exit_code':3,'seq':1},'request_id':'"
            + id
            + "'}");

    assertThat(asked)
        .isEqualTo(
            PlainPeer.json(
                ("{'type':'command','vm_id':'vm-1','command':'ls','command_id':'c','timeout':2.5,'env':{'A':'b'},'working_directory':'/tmp','pty':true,'request_id':'"
                        + id
                        + "'}")
                    .replace('\'', '"')));
    assertThat(id).isNotEqualTo("r-1");
    client.expect("{'type':'command_started','vm_id':'vm-1','message':'m','request_id':'r-1'}");
    client.expect(OUTPUT.formatted("hello", 0, "r-1").replace("'x'", "'vm-1'"));
    client.expect(
        "{'type':'command_response','vm_id':'vm-1','result':'hello','metadata':{'exit_code':3,'seq':1},'request_id':'r-1'}");
    assertThat(client.expectNothing()).isNotNull();
  }

  @Test
  void aPlainClientSeesTheDocumentAlone() {
    PlainPeer client = client();
    PlainPeer vm = v1Vm("vm-1");

    client.send("{'type':'command','vm_id':'vm-1','command':'ls','timeout':1}");
    JsonNode asked = vm.read("command");
    String id = asked.path("request_id").asText();
    vm.send("{'type':'command_started','vm_id':'vm-1','message':'m','request_id':'" + id + "'}");
    vm.send(OUTPUT.formatted("hello", 0, id));
    vm.send(
        "{'type':'command_response','vm_id':'vm-1','result':'hello','metadata':{'exit_code':3},'request_id':'"
            + id
            + "'}");

    assertThat(asked.has("timeout")).isFalse();
    assertThat(asked.path("command_id").asText()).isNotEmpty();
    client.expect("{'type':'command_response','vm_id':'vm-1','result':'hello'}").expectNothing();
  }

  @Test
  void aPlainClientSeesOfAnErrorTheMessageAlone() {
    PlainPeer client = client();
    PlainPeer vm = v1Vm("vm-1");

    client.send("{'type':'screenshot','vm_id':'vm-1'}");
    String id = vm.read("screenshot").path("request_id").asText();
    vm.send(
        "{'type':'error','message':'no screen','code':'SCREENSHOT_FAILED','vm_id':'vm-1','metadata':{},'request_id':'"
            + id
            + "'}");

    client.expect("{'type':'error','message':'no screen'}");
  }

  @Test
  void withoutRequestIdEachClientGetsTheFormItUnderstands() {
    PlainPeer asking = v1Client();
    PlainPeer plain = client();
    PlainPeer vm = v1Vm("vm-1");

    asking.send("{'type':'command','vm_id':'vm-1','command':'ls'}");
    String id = vm.read("command").path("request_id").asText();
    vm.send(
        "{'type':'command_response','vm_id':'vm-1','result':'r','metadata':{'exit_code':0},'request_id':'"
            + id
            + "'}");

    asking.expect(
        "{'type':'command_response','vm_id':'vm-1','result':'r','metadata':{'exit_code':0}}");
    plain.expect("{'type':'command_response','vm_id':'vm-1','result':'r'}");
  }

  @Test
  void errorsCarryCodeVmAndRequest() {
    v1Client()
        .send("{'type':'command','vm_id':'vm-9','command':'ls','request_id':'r'}")
        .expect(
            "{'type':'error','message':'no VM `vm-9` is connected','code':'VM_NOT_FOUND','vm_id':'vm-9','request_id':'r'}");
  }

  @Test
  void anEmptyCommandIsRefused() {
    v1Vm("vm-1");
    v1Client()
        .send("{'type':'command','vm_id':'vm-1','command':' ','request_id':'r'}")
        .expect(
            "{'type':'error','message':'the command is empty','code':'BAD_COMMAND','vm_id':'vm-1','request_id':'r'}");
  }

  @Test
  void requestsToAVmFindTheirAnswers() {
    PlainPeer client = v1Client();
    PlainPeer vm = v1Vm("vm-1");

    roundTrip(client, vm, "stop_command", "command_stopped", ",'metadata':{'command_id':'c'}");
    roundTrip(client, vm, "send_input", "ack", ",'metadata':{'command_id':'c'},'eof':true");
    roundTrip(client, vm, "ping", "pong", ",'message':'ping'");
    roundTrip(client, vm, "status_request", "status_response", "");
    roundTrip(client, vm, "system_info_request", "system_info_response", "");
  }

  private static void roundTrip(
      PlainPeer client, PlainPeer vm, String request, String answer, String fields) {
    client.send("{'type':'%s','vm_id':'vm-1'%s,'request_id':'r'}".formatted(request, fields));
    String id = vm.read(request).path("request_id").asText();
    vm.send(
        "{'type':'%s','vm_id':'vm-1','message':'m','metadata':{'x':1},'request_id':'%s'}"
            .formatted(answer, id));
    client.expect(
        "{'type':'%s','vm_id':'vm-1','message':'m','metadata':{'x':1},'request_id':'r'}"
            .formatted(answer));
  }

  @Test
  void aPlainVmCannotDoWhatTheExtensionAdds() {
    vm("vm-1");
    PlainPeer client = v1Client();

    client.send("{'type':'ping','vm_id':'vm-1','request_id':'r'}");

    assertThat(client.read("error").path("code").asText()).isEqualTo("UNKNOWN_TYPE");
  }

  @Test
  void aPlainClientCannotAskForWhatTheExtensionAdds() {
    v1Vm("vm-1");

    client()
        .send("{'type':'ping','vm_id':'vm-1'}")
        .expect("{'type':'error','message':'`ping` is of drover.v1; offer it at registration'}");
  }

  @Test
  void releaseFreesAVm() {
    PlainPeer client = v1Client();
    v1Vm("vm-1");
    client
        .send("{'type':'spin_up','tests':[{'test_case_id':'t'}],'request_id':'1'}")
        .expect(
            "{'type':'spin_up_response','tests':[{'test_case_id':'t','vm_id':'vm-1','steps':[]}],'request_id':'1'}");

    client
        .send("{'type':'release','test_case_id':'t','request_id':'2'}")
        .expect("{'type':'release_response','test_case_id':'t','request_id':'2'}");

    assertThat(server.vms().get(0).testCaseId()).isEmpty();
    client.send("{'type':'release','test_case_id':'t','request_id':'3'}");
    assertThat(client.read("error").path("code").asText()).isEqualTo("UNKNOWN_TEST_CASE");
  }

  @Test
  void answersOfSeveralRequestsFindBackInAnyOrder() {
    PlainPeer client = v1Client();
    PlainPeer vm = v1Vm("vm-1");
    client.send("{'type':'screenshot','vm_id':'vm-1','request_id':'a'}");
    client.send("{'type':'screenshot','vm_id':'vm-1','request_id':'b'}");
    String first = vm.read("screenshot").path("request_id").asText();
    String second = vm.read("screenshot").path("request_id").asText();

    vm.send("{'type':'screenshot_response','screenshot':'2','request_id':'" + second + "'}");
    vm.send("{'type':'screenshot_response','screenshot':'1','request_id':'" + first + "'}");
    vm.send("{'type':'screenshot_response','screenshot':'3','request_id':'" + first + "'}").fence();

    client.expect(
        "{'type':'screenshot_response','screenshot':'2','request_id':'b','vm_id':'vm-1'}");
    client.expect(
        "{'type':'screenshot_response','screenshot':'1','request_id':'a','vm_id':'vm-1'}");
    client.expectNothing();
  }

  @Test
  void aVmCannotAnswerForAnother() {
    PlainPeer client = v1Client();
    PlainPeer vm = v1Vm("vm-1");
    PlainPeer thief = v1Vm("vm-2");
    client.send("{'type':'screenshot','vm_id':'vm-1','request_id':'a'}");
    String id = vm.read("screenshot").path("request_id").asText();

    thief.send("{'type':'screenshot_response','screenshot':'x','request_id':'" + id + "'}").fence();

    client.expectNothing();
  }
}
