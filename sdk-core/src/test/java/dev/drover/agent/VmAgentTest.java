package dev.drover.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.drover.ConnectionException;
import dev.drover.ConnectionState;
import dev.drover.fixtures.FakeHub;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** The agent and a hub that knows {@code drover.v1}. */
@Timeout(30)
@DisabledOnOs(OS.WINDOWS)
class VmAgentTest {

  private FakeHub hub;
  private AgentAndHub vm;

  @BeforeEach
  void connect() throws Exception {
    hub = new FakeHub(true);
    vm = new AgentAndHub(hub, AgentOptions.of("vm-1"));
  }

  @AfterEach
  void close() throws Exception {
    vm.close();
  }

  @Test
  void registersWithItsIdAndTheExtension() throws Exception {
    vm.use(AgentOptions.of("vm-2").withLabel("os", "plan9"));

    assertThat(String.valueOf(vm.registration))
        .isEqualTo(
            "{\"type\":\"register\",\"role\":\"vm\",\"vm_id\":\"vm-2\",\"labels\":{\"os\":\"plan9\"},\"extensions\":[\"drover.v1\"]}");
    assertThat(vm.agent.vmId()).isEqualTo("vm-2");
    assertThat(vm.agent.state()).isEqualTo(ConnectionState.CONNECTED);
    assertThat(vm.agent.toString()).contains("vm-2", "connected to", "0 commands");
  }

  @Test
  void answersQuestionsAboutItself() throws Exception {
    hub.say("{'type':'ping','message':'ping','request_id':'r1'}");
    assertThat(hub.expect("pong").path("request_id").asText()).isEqualTo("r1");

    hub.say("{'type':'status_request','message':'status','request_id':'r2'}");
    JsonNode status = hub.expect("status_response");
    hub.say("{'type':'system_info_request','request_id':'r3'}");
    JsonNode info = hub.expect("system_info_response");

    assertThat(status.path("metadata").path("active_processes").asInt(-1)).isZero();
    assertThat(status.path("metadata").path("uptime").asDouble()).isPositive();
    for (JsonNode answer : List.of(status, info)) {
      JsonNode system = answer.path("metadata").path("system_info");
      assertThat(system.fieldNames())
          .toIterable()
          .containsExactly("hostname", "system", "platform", "java_version", "working_directory");
      assertThat(system.path("hostname").asText()).isNotBlank();
    }
  }

  @Test
  void aScreenshotShowsTheConsole() throws Exception {
    hub.say("{'type':'command','command':'seq 100','request_id':'r1'}");
    hub.expect("command_response");

    BufferedImage page = screenshot(false);
    BufferedImage full = screenshot(true);

    assertThat(page.getWidth()).isEqualTo(full.getWidth());
    assertThat(full.getHeight()).isGreaterThan(2 * page.getHeight());
  }

  @Test
  void aScreenshotThatFailsSaysWhy() throws Exception {
    vm.use(
        AgentOptions.of("vm-1")
            .withScreen(
                fullPage -> {
                  if (fullPage) {
                    throw new IOException("the lens is dirty");
                  }
                  throw new NoClassDefFoundError("sun/awt/Something");
                }));

    JsonNode failed =
        vm.assertRefused(
            "{'type':'screenshot','full_page':true,'request_id':'ID'}", "SCREENSHOT_FAILED");
    assertThat(failed.path("message").asText()).contains("the lens is dirty");
    vm.assertRefused(
        "{'type':'screenshot','full_page':false,'request_id':'ID'}", "SCREENSHOT_FAILED");
  }

  @Test
  void whatIsNotUnderstoodHarmsNothing() throws Exception {
    hub.say("not json");
    hub.say("[1,2,3]");
    hub.say("{'no':'type'}");
    hub.say("{'type':'command','command':{'a':1}}");
    hub.say("{'type':'spin_up_response','tests':[]}");
    hub.say("{'type':'error','message':'you again'}");
    hub.say("{'type':'never_heard_of'}");
    hub.say(new byte[] {1, 2, 3});
    hub.say("x".repeat(100_000));
    hub.say("{'type':null,'deep':" + "[".repeat(10_000));

    vm.assertRefused("{'type':'never_heard_of','request_id':'ID'}", "UNKNOWN_TYPE");
    vm.assertRefused("{'request_id':'ID','type':'command','command':[]}", "BAD_MESSAGE");
    vm.assertRefused("{'type':'vm_state','state':7,'request_id':'ID'}", "BAD_MESSAGE");
    hub.say("{'type':'command','command':'echo fine','request_id':'r1'}");
    assertThat(hub.expect("command_response").path("result").asText()).isEqualTo("fine\n");
    assertThat(hub.registrations).hasValue(1);
  }

  @Test
  void tellsWhenItIsBusyAndSendsItsOwnersStates() throws Exception {
    hub.say("{'type':'command','command':'true','request_id':'r1'}");

    assertThat(hub.expect("state_update").path("state").toString())
        .contains("\"status\":\"running\"", "\"active_commands\":1");
    assertThat(hub.expect("state_update").path("state").toString())
        .contains("\"status\":\"idle\"", "\"active_commands\":0");
    vm.agent.sendState(Map.of("progress", 75));
    assertThat(hub.expect("state_update").path("state").toString()).isEqualTo("{\"progress\":75}");
  }

  @Test
  void aCommandOutlivesTheConnection() throws Exception {
    hub.say(
        "{'type':'command','command':'echo a; read x; echo b; exit 4','request_id':'r1','command_id':'c1'}");
    hub.expect("command_output");

    hub.cut();
    hub.expect("register");
    await().until(() -> vm.agent.state() == ConnectionState.CONNECTED);
    assertThat(vm.agent.activeCommands()).containsExactly("c1");
    hub.say("{'type':'attach','command_id':'c1','from_seq':1,'request_id':'r1'}");
    hub.say(
        "{'type':'send_input','message':'\\n','metadata':{'command_id':'c1'},'request_id':'r2'}");

    AgentAndHub.assertPiece(hub.expect("command_output"), 1, "stdout", "b\n");
    assertThat(hub.expect("command_response").path("metadata").path("exit_code").asInt())
        .isEqualTo(4);
  }

  @Test
  void aReplacedAgentEndsForGoodAndItsCommandsWithIt() throws Exception {
    hub.say("{'type':'command','command':'echo $$; sleep 300','request_id':'r1'}");
    long pid = Long.parseLong(hub.expect("command_output").path("message").asText().strip());

    hub.closeVm(1008, "replaced by a newer connection");

    assertThatThrownBy(() -> vm.agent.closed().get(10, TimeUnit.SECONDS))
        .cause()
        .isInstanceOf(ConnectionException.class)
        .hasMessageContainingAll("vm-1", "replaced by a newer connection", "its own id");
    assertThat(vm.agent.state()).isEqualTo(ConnectionState.CLOSED);
    assertThat(ProcessHandle.of(pid)).isEmpty();
  }

  @Test
  void closingStopsTheCommandsAndTellsSoFirst() throws Exception {
    hub.say("{'type':'command','command':'sleep 300','request_id':'r1'}");
    hub.expect("command_started");

    vm.agent.close();

    assertThat(hub.expect("command_response").path("metadata").path("exit_code").asInt())
        .isEqualTo(143);
    vm.agent.closed().get(5, TimeUnit.SECONDS);
    assertThat(vm.agent.activeCommands()).isEmpty();
    vm.agent.close();
    vm.agent.sendState(Map.of("status", "lost"));
  }

  private BufferedImage screenshot(boolean fullPage) throws Exception {
    hub.say("{'type':'screenshot','full_page':" + fullPage + ",'request_id':'s'}");
    JsonNode answer = hub.expect("screenshot_response");
    byte[] png = Base64.getDecoder().decode(answer.path("screenshot").asText());
    return ImageIO.read(new ByteArrayInputStream(png));
  }
}
