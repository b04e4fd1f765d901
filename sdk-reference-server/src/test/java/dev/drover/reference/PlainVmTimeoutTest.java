package dev.drover.reference;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A VM that knows no request ids and does not answer. */
class PlainVmTimeoutTest extends WithServer {

  @Override
  ServerOptions options() {
    return super.options().withPlainVmTimeout(Duration.ofMillis(700));
  }

  private static String command(String id) {
    return "{'type':'command','vm_id':'vm-1','command':'c','request_id':'" + id + "'}";
  }

  @Test
  void itsSilenceIsAnErrorAndItsLateAnswerIsNobodysElse() {
    PlainPeer client = v1Client();
    PlainPeer vm = vm("vm-1");
    client.send(command("1")).send(command("2"));
    vm.read("command");

    JsonNode error = client.read("error");
    assertThat(error.path("code").asText()).isEqualTo("VM_SILENT");
    assertThat(error.path("request_id").asText()).isEqualTo("1");
    vm.send("{'type':'command_response','result':'late'}");
    vm.read("command");
    vm.send("{'type':'command_response','result':'in time'}");

    JsonNode answer = client.read("command_response");
    assertThat(answer.path("result").asText()).isEqualTo("in time");
    assertThat(answer.path("request_id").asText()).isEqualTo("2");
  }

  @Test
  void afterAQuarantineTheNextIsAsked() {
    PlainPeer client = v1Client();
    PlainPeer vm = vm("vm-1");
    client.send(command("1")).send(command("2"));
    vm.read("command");

    client.read("error");
    vm.read("command");
    vm.send("{'type':'command_response','result':'in time'}");

    assertThat(client.read("command_response").path("request_id").asText()).isEqualTo("2");
  }

  @Test
  void requestsOtherThanCommandsTimeOutWithTheExtensionToo() {
    PlainPeer client = v1Client();
    v1Vm("vm-1");

    client.send("{'type':'ping','vm_id':'vm-1','request_id':'p'}");

    assertThat(client.read("error").path("code").asText()).isEqualTo("VM_SILENT");
  }
}
