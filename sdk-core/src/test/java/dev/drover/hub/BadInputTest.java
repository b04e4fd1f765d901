package dev.drover.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.drover.ConnectionState;
import dev.drover.DroverException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A hub that sends nonsense: the connection lives, and whoever waits is served or told. */
@Timeout(20)
class BadInputTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "nonsense",
        "null",
        "42",
        "'text'",
        "[]",
        "{",
        "{}{}",
        "{'type':null}",
        "{'type':5}",
        "{'type':{'type':'list_vms_response'}}",
        "{'typ':'list_vms_response'}",
        "{'type':'list_vms_response','vms':{}}",
        "{'type':'list_vms_response','vms':['vm-1']}",
        "{'type':'spin_up_response','tests':[[]]}",
        "{'type':'command_response','vm_id':7,'result':'x'}",
        "{'type':'command_response','vm_id':'vm-1','metadata':{'exit_code':99999999999}}",
        "{'type':'registered'}",
        "{'type':'registered','extensions':[null]}",
        "{'type':'registered','extensions':['a','a','drover.v1']}",
        "{'type':'vm_state'}",
        "{'type':'vm_state','vm_id':null,'state':{}}",
        "{'type':'vm_state','vm_id':'vm-1','state':'running'}",
        "{'type':'vm_state','vm_id':'vm-1','state':{'status':null,'progress':'half'}}",
        "{'type':'error'}",
        "{'type':'error','message':null,'vm_id':null}",
        "{'type':'error','message':{'no':'string'}}",
        "{'type':'register','role':'client'}",
        "{'type':'heartbeat','since':'yesterday'}"
      })
  void harmsNothing(String frame) throws Exception {
    try (HandPlayedHub hub = HandPlayedHub.v1()) {
      CompletableFuture<List<VmInfo>> vms = hub.client.listVmsAsync();
      String id = hub.lastId();

      hub.receives(frame);
      hub.receives(
          "{'type':'list_vms_response','vms':[{},{'vm_id':'v'}],'request_id':'ID'}"
              .replace("ID", id));

      assertThat(vms.get(5, TimeUnit.SECONDS)).extracting(VmInfo::vmId).containsExactly("v");
      assertThat(hub.client.state()).isEqualTo(ConnectionState.CONNECTED);
    }
  }

  @Test
  void hugeDeepBinaryAndBrokenUtf8HarmNothing() throws Exception {
    try (HandPlayedHub hub = HandPlayedHub.v1()) {
      CompletableFuture<Screenshot> shot = hub.client.vm("vm-1").screenshotAsync();
      String deep = "{'type':'vm_state','vm_id':'v','state':" + "{'a':".repeat(100_000);

      hub.receives(deep);
      hub.receives("{'type':'vm_state','n':" + "9".repeat(100_000) + "}");
      hub.server.listener.onBinary(new byte[] {1, 2, 3});
      hub.server.listener.onText(new byte[] {'{', '"', (byte) 0xC3, '"', '}'});
      hub.server.listener.onText("{\"type\":\"err\u0000r\"}".getBytes(StandardCharsets.UTF_16));
      hub.receives(
          "{'type':'screenshot_response','screenshot':'%s','request_id':'%s'}"
              .formatted("AAAA".repeat(6_000_000), hub.lastId()));

      assertThat(shot.get(10, TimeUnit.SECONDS).bytes()).hasSize(18_000_000);
      await().until(() -> hub.reported.size() >= 4);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'type':'list_vms_response','vms':'none','request_id':'ID'}",
        "{'type':'screenshot_response','screenshot':'AAAA','request_id':'ID'}",
        "{'type':'error','request_id':'ID'}"
      })
  void anAnswerThatIsNoneIsAnErrorAtOnce(String answer) throws Exception {
    try (HandPlayedHub hub = HandPlayedHub.v1()) {
      CompletableFuture<List<VmInfo>> vms = hub.client.listVmsAsync();

      hub.receives(answer.replace("ID", hub.lastId()));

      assertThatThrownBy(() -> vms.get(5, TimeUnit.SECONDS))
          .hasCauseInstanceOf(DroverException.class)
          .hasMessageContaining("list_vms");
      assertThat(hub.isEmpty()).isTrue();
    }
  }

  @Test
  void aMalformedEndOfACommandIsAnErrorAtOnce() throws Exception {
    try (HandPlayedHub hub = HandPlayedHub.v1()) {
      CommandHandle make = hub.client.vm("vm-1").startCommand("make");

      hub.receives(
          "{'type':'command_response','result':{},'request_id':'%s'}".formatted(hub.lastId()));

      assertThatThrownBy(() -> make.await(Duration.ofSeconds(5)))
          .hasMessageContaining("command 'make' on vm-1")
          .hasMessageContaining("'result'");
      assertThat(hub.isEmpty()).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "''", "'no base64 %%%'", "'data:image/png;base64'"})
  void aScreenshotThatIsNoneIsAnError(String image) throws Exception {
    try (HandPlayedHub hub = HandPlayedHub.v1()) {
      CompletableFuture<Screenshot> shot = hub.client.vm("vm-1").screenshotAsync();

      hub.receives(
          "{'type':'screenshot_response','screenshot':%s,'request_id':'%s'}"
              .formatted(image, hub.lastId()));

      assertThatThrownBy(() -> shot.get(5, TimeUnit.SECONDS))
          .hasCauseInstanceOf(DroverException.class)
          .hasMessageContaining("screenshot of vm-1");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'test_case_id':'t','vm_id':'','steps':[]}",
        "{'test_case_id':'t','steps':[]}",
        "{'test_case_id':'other','vm_id':'v'}"
      })
  void anAssignmentWithoutAVmIsAnError(String test) throws Exception {
    try (HandPlayedHub hub = HandPlayedHub.v1()) {
      CompletableFuture<Assignment> assignment = hub.client.spinUpAsync(TestCase.of("t"));

      hub.receives(
          "{'type':'spin_up_response','tests':[{},%s],'request_id':'%s'}"
              .formatted(test, hub.lastId()));

      assertThatThrownBy(() -> assignment.get(5, TimeUnit.SECONDS))
          .hasCauseInstanceOf(DroverException.class)
          .hasMessageContaining("'t'");
    }
  }
}
