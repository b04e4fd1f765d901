package dev.drover.reference;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Every part of hub.md, played by programs that know nothing else. */
class HubDocumentTest extends WithServer {

  @Test
  void registrationIsAnsweredWithNothing() {
    client().expectNothing();
    vm("vm-1").expectNothing();
  }

  @Test
  void listsVmsOldestFirst() {
    PlainPeer client = client();
    vm("vm-uuid-1");
    vm("vm-uuid-2");

    client.send("{'type':'list_vms'}");

    client.expect(
        "{'type':'list_vms_response','vms':["
            + "{'vm_id':'vm-uuid-1','test_case_id':null,'status':'connected'},"
            + "{'vm_id':'vm-uuid-2','test_case_id':null,'status':'connected'}]}");
  }

  @Test
  void spinsUpVmsForTestCases() {
    PlainPeer client = client();
    vm("vm-uuid-1");
    vm("vm-uuid-2");

    client.send(
        "{'type':'spin_up','tests':[{'test_case_id':'test1','steps':['navigate','type in']},"
            + "{'test_case_id':'test2','steps':['go to login page']}]}");

    client.expect(
        "{'type':'spin_up_response','tests':["
            + "{'test_case_id':'test1','vm_id':'vm-uuid-1','steps':['navigate','type in']},"
            + "{'test_case_id':'test2','vm_id':'vm-uuid-2','steps':['go to login page']}]}");
    client
        .send("{'type':'list_vms'}")
        .expect(
            "{'type':'list_vms_response','vms':["
                + "{'vm_id':'vm-uuid-1','test_case_id':'test1','status':'connected'},"
                + "{'vm_id':'vm-uuid-2','test_case_id':'test2','status':'connected'}]}");
  }

  @Test
  void runsACommand() {
    PlainPeer client = client();
    PlainPeer vm = vm("vm-1");

    client.send("{'type':'command','vm_id':'vm-1','command':'uname -a'}");
    vm.expect("{'type':'command','vm_id':'vm-1','command':'uname -a'}");
    vm.send("{'type':'command_response','vm_id':'vm-1','result':'Linux'}");

    client.expect("{'type':'command_response','vm_id':'vm-1','result':'Linux'}").expectNothing();
    vm.expectNothing();
  }

  @Test
  void takesAScreenshot() {
    PlainPeer client = client();
    PlainPeer vm = vm("vm-1");

    client.send("{'type':'screenshot','vm_id':'vm-1','full_page':true}");
    vm.expect("{'type':'screenshot','vm_id':'vm-1','full_page':true}");
    vm.send("{'type':'screenshot_response','vm_id':'vm-1','screenshot':'aGVsbG8='}");

    client.expect("{'type':'screenshot_response','vm_id':'vm-1','screenshot':'aGVsbG8='}");
  }

  @Test
  void aScreenshotWithoutFullPageIsOfTheVisiblePart() {
    PlainPeer client = client();
    PlainPeer vm = vm("vm-1");

    client.send("{'type':'screenshot','vm_id':'vm-1'}");

    vm.expect("{'type':'screenshot','vm_id':'vm-1','full_page':false}");
  }

  @Test
  void passesStatesOnToAllClients() {
    PlainPeer one = client();
    PlainPeer two = client();
    PlainPeer vm = vm("vm-1");

    vm.send("{'type':'state_update','state':{'status':'running','progress':75,'x':1.50}}");

    String state =
        "{'type':'vm_state','vm_id':'vm-1','state':{'status':'running','progress':75,'x':1.50}}";
    assertThat(one.next()).isEqualTo(state.replace('\'', '"'));
    two.expect(state);
    vm.expectNothing();
  }

  @Test
  void errorsHaveATypeAndAMessage() {
    PlainPeer client = client();

    client.send("{'type':'command','vm_id':'vm-9','command':'ls'}");

    client.expect("{'type':'error','message':'no VM `vm-9` is connected'}");
  }

  @Test
  void aVmsErrorReachesTheOneWhoAskedAndNobodyElse() {
    PlainPeer asking = client();
    PlainPeer other = client();
    PlainPeer vm = vm("vm-1");

    asking.send("{'type':'command','vm_id':'vm-1','command':'ls'}");
    vm.read("command");
    vm.send("{'type':'error','message':'no such shell','vm_id':'vm-1','code':7}");

    asking.expect("{'type':'error','message':'no such shell'}");
    other.expectNothing();
  }

  @Test
  void answersWithoutRequestIdReachEveryClient() {
    PlainPeer asking = client();
    PlainPeer other = client();
    PlainPeer vm = vm("vm-1");

    asking.send("{'type':'command','vm_id':'vm-1','command':'ls'}");
    vm.read("command");
    vm.send("{'type':'command_response','vm_id':'vm-1','result':'ok'}");

    asking.expect("{'type':'command_response','vm_id':'vm-1','result':'ok'}");
    other.expect("{'type':'command_response','vm_id':'vm-1','result':'ok'}");
  }

  @Test
  void answersWithRequestIdReachTheOneWhoAsked() {
    PlainPeer asking = client();
    PlainPeer other = client();
    PlainPeer vm = vm("vm-1");

    asking.send("{'type':'command','vm_id':'vm-1','command':'ls','request_id':'a-1'}");
    vm.expect("{'type':'command','vm_id':'vm-1','command':'ls'}");
    vm.send("{'type':'command_response','vm_id':'vm-1','result':'ok'}");

    asking.expect("{'type':'command_response','vm_id':'vm-1','result':'ok','request_id':'a-1'}");
    other.expectNothing();
  }

  @Test
  void aVmsIdIsTheTrueOneAndItsOtherFieldsPassThrough() {
    PlainPeer client = client();
    PlainPeer vm = vm("vm-1");

    client.send("{'type':'command','vm_id':'vm-1','command':'ls'}");
    vm.read("command");
    vm.send("{'exit':{'code':[0]},'vm_id':'vm-2','result':'ok','type':'command_response'}");

    client.expect("{'type':'command_response','vm_id':'vm-1','result':'ok','exit':{'code':[0]}}");
  }

  @Test
  void anAnswerThatNobodyAskedForVanishes() {
    PlainPeer client = client();
    PlainPeer vm = vm("vm-1");

    vm.send("{'type':'command_response','vm_id':'vm-1','result':'late'}").fence();

    client.expectNothing();
  }

  @Test
  void aPlainVmIsAskedOneThingAtATime() {
    PlainPeer client = client();
    PlainPeer vm = vm("vm-1");

    client.send("{'type':'command','vm_id':'vm-1','command':'one','request_id':'1'}");
    client.send("{'type':'command','vm_id':'vm-1','command':'two','request_id':'2'}");
    client.send("{'type':'screenshot','vm_id':'vm-1','request_id':'3'}").fence();

    vm.expect("{'type':'command','vm_id':'vm-1','command':'one'}");
    vm.expect("{'type':'screenshot','vm_id':'vm-1','full_page':false}").expectNothing();
    vm.send("{'type':'command_response','vm_id':'vm-1','result':'1'}");
    client.expect("{'type':'command_response','vm_id':'vm-1','result':'1','request_id':'1'}");
    vm.expect("{'type':'command','vm_id':'vm-1','command':'two'}");
  }

  @Test
  void theNewestOfTwoConnectionsWithOneIdWins() {
    PlainPeer client = client();
    PlainPeer old = vm("vm-1");
    client.send("{'type':'spin_up','tests':[{'test_case_id':'t'}]}").read("spin_up_response");
    PlainPeer newer = vm("vm-1");

    assertThat(old.closeCode()).isEqualTo(1008);

    client
        .send("{'type':'list_vms'}")
        .expect(
            "{'type':'list_vms_response','vms':["
                + "{'vm_id':'vm-1','test_case_id':'t','status':'connected'}]}");
    client.send("{'type':'command','vm_id':'vm-1','command':'ls'}");
    newer.expect("{'type':'command','vm_id':'vm-1','command':'ls'}");
  }

  @Test
  void whatAReplacedPlainVmLeftUnansweredFails() {
    PlainPeer client = client();
    PlainPeer old = vm("vm-1");
    client.send("{'type':'command','vm_id':'vm-1','command':'ls'}");
    old.read("command");

    vm("vm-1");

    client.expect("{'type':'error','message':'vm-1 lost its connection before it answered'}");
  }

  @Test
  void aPlainVmThatDisconnectsIsGone() {
    PlainPeer client = client();
    PlainPeer vm = vm("vm-1");
    client.send("{'type':'command','vm_id':'vm-1','command':'ls'}");
    vm.read("command");

    vm.drop();

    client.expect("{'type':'error','message':'vm-1 lost its connection before it answered'}");
    client.send("{'type':'list_vms'}").expect("{'type':'list_vms_response','vms':[]}");
  }

  @Test
  void theFirstMessageMustBeARegistration() {
    PlainPeer stranger = stranger();

    stranger.send("{'type':'list_vms'}");

    stranger.expect(
        "{'type':'error','message':'the first message must be a registration, not `list_vms`'}");
    assertThat(stranger.closeCode()).isEqualTo(1008);
  }
}
