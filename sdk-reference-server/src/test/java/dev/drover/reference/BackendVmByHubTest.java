package dev.drover.reference;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Clients of the hub with VMs that came by the backend's door. */
class BackendVmByHubTest extends WithServer {

  private static final String COMMAND =
      "{'type':'command','vm_id':'vm-1','command':'make','command_id':'c','request_id':'r'}";

  private static String idOf(PlainPeer agent, String type) {
    return agent.read(type).path("request_id").asText();
  }

  private static String message(String id, String type, String text, String metadata) {
    return "{'type':'%s','vm_id':'x','message':'%s','metadata':{'command_id':'c'%s},'request_id':'%s'}"
        .formatted(type, text, metadata, id);
  }

  @Test
  void aCommandIsAskedForWithAllThatItSays() {
    PlainPeer agent = agent("vm-1");

    v1Client()
        .send(
            "{'type':'command','vm_id':'vm-1','command':'make','command_id':'c','request_id':'r','timeout':2.5,'env':{'A':'b'},'working_directory':'/w','pty':true,'columns':80,'rows':24}");

    JsonNode asked = agent.read("command");
    assertThat(asked)
        .isEqualTo(
            PlainPeer.json(
                "{\"type\":\"command\",\"message\":\"make\",\"metadata\":{\"command_id\":\"c\",\"timeout\":2.5,\"env\":{\"A\":\"b\"},\"working_directory\":\"/w\",\"pty\":true,\"columns\":80,\"rows\":24},\"request_id\":\"%s\"}"
                    .formatted(asked.path("request_id").asText())));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'type':'stop_command','message':'c' | {'type':'stop_command','message':'c','metadata':{'command_id':'c'}",
        "'type':'send_input','message':'y','eof':true,'metadata':{'command_id':'c'} | {'type':'send_input','message':'y','metadata':{'command_id':'c','eof':true}",
        "'type':'ping' | {'type':'ping','message':'ping','metadata':{}",
        "'type':'status_request' | {'type':'status_request','message':'status','metadata':{}",
        "'type':'system_info_request' | {'type':'system_info_request','message':'get system info','metadata':{}",
        "'type':'screenshot','full_page':true | {'type':'screenshot','message':'screenshot','metadata':{'full_page':true}",
        "'type':'attach','command_id':'c','from_seq':2 | {'type':'attach','message':'attach','metadata':{'command_id':'c','from_seq':2}"
      })
  void everyRequestIsPutIntoTheBackendsWords(String asked, String heard) {
    PlainPeer agent = v1Agent("vm-1");

    v1Client().send("{%s,'vm_id':'vm-1','request_id':'r'}".formatted(asked));

    JsonNode request = agent.read();
    String id = request.path("request_id").asText();
    assertThat(request)
        .isEqualTo(PlainPeer.json((heard + ",'request_id':'" + id + "'}").replace('\'', '"')));
  }

  @ParameterizedTest
  @CsvSource({
    "stop_command, command_stopped",
    "send_input, ack",
    "ping, pong",
    "status_request, status_response",
    "system_info_request, system_info_response"
  })
  void answersOfTheSameFormArePassedBack(String type, String answerType) {
    PlainPeer agent = agent("vm-1");
    PlainPeer client = v1Client();
    client.send(
        "{'type':'%s','vm_id':'vm-1','metadata':{'command_id':'c'},'request_id':'r'}"
            .formatted(type));

    agent.send(
        "{'type':'%s','message':'m','metadata':{'own':1.50},'request_id':'%s'}"
            .formatted(answerType, idOf(agent, type)));

    client.expect(
        "{'type':'%s','message':'m','metadata':{'own':1.50},'request_id':'r','vm_id':'vm-1'}"
            .formatted(answerType));
  }

  @Test
  void whatAnAgentWithTheExtensionStreamsIsPassedOn() {
    PlainPeer agent = v1Agent("vm-1");
    PlainPeer client = v1Client();
    client.send(COMMAND);
    String id = idOf(agent, "command");

    agent.send(message(id, "command_started", "s", ",'command':'make'"));
    agent.send(message(id, "command_output", "e\\n", ",'seq':0,'stream':'stderr'"));
    agent.send(message(id, "command_awaiting_input", "Name?", ",'full_output':'e','seq':1"));
    agent.send(message(id, "command_output", "o\\n", ",'seq':1,'stream':'stdout'"));
    agent.send(
        message(
            id,
            "command_completed",
            "Command completed with exit code: 3",
            ",'exit_code':3,'execution_time':0.5,'full_output':'e\\no\\n','seq':2,'timestamp':7.5"));

    client.read("command_started");
    assertThat(client.read("command_output").path("metadata").path("stream").asText())
        .isEqualTo("stderr");
    assertThat(client.read("command_output").path("metadata").path("seq").asInt()).isEqualTo(1);
    client
        .expect(
            "{'type':'command_response','result':'e\\no\\n','metadata':{'command_id':'c','seq':2,'exit_code':3,'execution_time':0.5,'timestamp':7.5},'vm_id':'vm-1','request_id':'r'}")
        .expectNothing();
  }

  @Test
  void outputWithoutNumbersGetsThem() {
    PlainPeer agent = agent("vm-1");
    PlainPeer client = v1Client();
    client.send(COMMAND);
    String id = idOf(agent, "command");

    agent.send(message(id, "command_output", "a\\n", ",'output_type':'output','timestamp':7.5"));
    agent.send("{'type':'command_output','message':'b\\n','metadata':{'command_id':'c'}}");
    agent.send(
        "{'type':'command_output','message':'0','metadata':{'command_id':'c','output_type':'complete'}}");

    client
        .expect(
            "{'type':'command_output','message':'a\\n','metadata':{'command_id':'c','output_type':'output','seq':0,'stream':'stdout','timestamp':7.5},'vm_id':'vm-1','request_id':'r'}")
        .expect(
            "{'type':'command_output','message':'b\\n','metadata':{'command_id':'c','output_type':'output','seq':1,'stream':'stdout'},'vm_id':'vm-1','request_id':'r'}")
        .expect(
            "{'type':'command_response','result':'a\\nb\\n','metadata':{'command_id':'c','exit_code':0},'vm_id':'vm-1','request_id':'r'}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "command_error | ,'error':'ENOENT' | ENOENT",
        "command_error | ,'error':'COMMAND_TIMEOUT','full_output':'x' | COMMAND_TIMEOUT",
        "error | ,'error':'BUSY','context':'command' | BUSY"
      })
  void errorsKeepTheirCode(String type, String metadata, String code) {
    PlainPeer agent = agent("vm-1");
    PlainPeer client = v1Client();
    client.send(COMMAND);

    agent.send(message(idOf(agent, "command"), type, "No.", metadata));

    client.expect(
        "{'type':'error','message':'No.','code':'%s','vm_id':'vm-1','metadata':{'command_id':'c'},'request_id':'r'}"
            .formatted(code));
  }

  @Test
  void aPlainClientHearsWhatTheHubsDocumentHas() {
    PlainPeer agent = v1Agent("vm-1");
    PlainPeer client = client();

    client.send("{'type':'command','vm_id':'vm-1','command':'make','timeout':'x'}");
    client.read("error");
    client.send("{'type':'command','vm_id':'vm-1','command':'make'}");
    String id = idOf(agent, "command");
    agent.send(message(id, "command_started", "s", ""));
    agent.send(message(id, "command_output", "o", ",'seq':0"));
    agent.send(message(id, "command_completed", "m", ",'exit_code':0,'full_output':'o'"));
    client.expect("{'type':'command_response','vm_id':'vm-1','result':'o'}");

    client.send("{'type':'screenshot','vm_id':'vm-1','full_page':false}");
    id = idOf(agent, "screenshot");
    agent.send(
        "{'type':'screenshot_response','screenshot':'AA==','request_id':'%s'}".formatted(id));
    client.expect("{'type':'screenshot_response','vm_id':'vm-1','screenshot':'AA=='}");

    client.send("{'type':'command','vm_id':'vm-1','command':'make'}");
    agent.send(message(idOf(agent, "command"), "error", "No.", ",'error':'BUSY'"));
    client.expect("{'type':'error','message':'No.'}").expectNothing();
  }

  @Test
  void anAgentWithoutTheExtensionTakesNoScreenshots() {
    PlainPeer client = v1Client();
    PlainPeer agent = agent("vm-1").send("{'type':'connection','metadata':{}}").fence();

    client.send("{'type':'screenshot','vm_id':'vm-1','request_id':'r'}");

    assertThat(client.read("error").path("code").asText()).isEqualTo("UNKNOWN_TYPE");
    agent.expectNothing();
  }

  @Test
  void aClientThatComesBackFindsItsCommand() {
    PlainPeer agent = v1Agent("vm-1");
    PlainPeer client = v1Client();
    client.send(COMMAND);
    String id = idOf(agent, "command");
    agent.send(message(id, "command_output", "0", ",'seq':0")).fence();
    client.read("command_output");
    client.drop();
    server.journal().await(e -> e.kind() == JournalEntry.Kind.DISCONNECTED, Duration.ofSeconds(10));

    PlainPeer back = v1Client();
    back.send("{'type':'attach','vm_id':'vm-1','command_id':'c','from_seq':1,'request_id':'r2'}");
    assertThat(idOf(agent, "attach")).isEqualTo(id);
    agent.send(message(id, "command_output", "1", ",'seq':1"));
    agent.send(message(id, "command_completed", "m", ",'exit_code':0,'full_output':'01','seq':2"));

    assertThat(back.read("command_output").path("message").asText()).isEqualTo("1");
    assertThat(back.read("command_response").path("request_id").asText()).isEqualTo("r2");
  }
}
