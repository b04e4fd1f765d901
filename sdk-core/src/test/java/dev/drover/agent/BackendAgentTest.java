package dev.drover.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.drover.ClientOptions;
import dev.drover.ConnectionException;
import dev.drover.ConnectionState;
import dev.drover.fixtures.FakeBackend;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** What an agent says about itself to a backend, and how it comes and goes. */
@Timeout(30)
@DisabledOnOs(OS.WINDOWS)
class BackendAgentTest {

  private AgentAndBackend vm;
  private FakeBackend backend;

  @BeforeEach
  void connect() throws Exception {
    use(AgentAndBackend.v1());
  }

  private void use(AgentAndBackend another) throws InterruptedException {
    if (vm != null) {
      vm.close();
    }
    vm = another;
    backend = another.backend;
  }

  @AfterEach
  void close() throws Exception {
    vm.close();
  }

  @Test
  void comesInByItsOwnDoorAndSaysWhoItIs() {
    assertThat(backend.path()).isEqualTo("/api/vm/vm-1/ws");
    GoldenShape.assertLike(vm.connection, "drover.v1/connection");
    assertThat(vm.connection.path("vm_id").asText()).isEqualTo("vm-1");
    assertThat(vm.connection.path("message").asText()).isEqualTo("VM client connected");
    assertThat(vm.connection.at("/metadata/status").asText()).isEqualTo("connected");
    assertThat(vm.connection.at("/metadata/extensions/0").asText()).isEqualTo("drover.v1");
    assertThat(vm.agent.vmId()).isEqualTo("vm-1");
    assertThat(vm.agent.state()).isEqualTo(ConnectionState.CONNECTED);
    assertThat(vm.agent.toString()).contains("vm-1", "/api/vm/vm-1/ws", "0 commands");
  }

  @Test
  void theSystemIsThisOne() throws Exception {
    JsonNode system = vm.connection.at("/metadata/system_info");

    assertThat(system.path("hostname").asText()).isNotBlank();
    assertThat(system.path("system").asText()).isEqualTo(System.getProperty("os.name"));
    assertThat(system.path("platform").asText()).contains(System.getProperty("os.arch"));
    assertThat(system.path("java_version").asText()).isEqualTo(Runtime.version().toString());
    assertThat(system.path("working_directory").asText())
        .isEqualTo(Path.of("").toAbsolutePath().toString());
  }

  @Test
  void withoutExtensionsItSaysWhatTheDocumentHas() throws Exception {
    use(AgentAndBackend.plain(agent -> agent, connection -> connection.extensions(false)));

    GoldenShape.assertLike(vm.connection, "connection");
  }

  @Test
  void idsAreEncodedWhereTheyMustBe() throws Exception {
    String id = "DESKTOP D/1-fd:f5:d6:59:66:99?ä";
    ClientOptions options = ClientOptions.of(backend.uri().replace("ws", "http") + "/base/?key=1");

    try (VmAgent agent = VmAgent.connectBackend(options, AgentOptions.of(id))) {
      assertThat(agent.vmId()).isEqualTo(id);
      assertThat(backend.path())
          .isEqualTo("/base/api/vm/DESKTOP%20D%2F1-fd:f5:d6:59:66:99%3F%C3%A4/ws?key=1");
      assertThat(backend.expect("connection").path("vm_id").asText()).isEqualTo(id);
    }
  }

  @Test
  void itsHeartBeats() throws Exception {
    use(AgentAndBackend.v1(agent -> agent.withHeartbeat(Duration.ofMillis(20))));

    JsonNode idle = backend.expect("heartbeat");
    vm.run("sleep 30");
    backend.expect("command_started");
    backend.expect("heartbeat");
    JsonNode busy = backend.expect("heartbeat");

    GoldenShape.assertLike(idle, "heartbeat");
    assertThat(idle.path("message").asText()).isEqualTo("VM alive");
    assertThat(idle.at("/metadata/status").asText()).isEqualTo("alive");
    assertThat(idle.at("/metadata/active_processes").asInt(-1)).isZero();
    assertThat(busy.at("/metadata/active_processes").asInt()).isEqualTo(1);
  }

  @Test
  void itsHeartBeatsAfterAReconnectAndNotAfterTheEnd() throws Exception {
    use(AgentAndBackend.v1(agent -> agent.withHeartbeat(Duration.ofMillis(20))));

    backend.cut();
    backend.expect("connection");
    backend.expect("heartbeat");
    backend.expect("heartbeat");
    vm.agent.close();
    backend.rest();

    await().during(Duration.ofMillis(200)).until(() -> backend.rest().isEmpty());
  }

  @Test
  void answersQuestionsAboutItself() throws Exception {
    backend.say("{'type':'ping','message':'ping','metadata':{},'request_id':'1'}");
    GoldenShape.assertLike(backend.expect("pong"), "pong", "request_id");
    backend.say("{'type':'status_request','message':'status','metadata':{},'request_id':'2'}");
    JsonNode status = backend.expect("status_response");
    backend.say("{'type':'system_info_request','message':'get system info','request_id':'3'}");
    JsonNode info = backend.expect("system_info_response");

    GoldenShape.assertLike(status, "request-response/status_response", "metadata.timestamp");
    assertThat(status.path("request_id").asText()).isEqualTo("2");
    assertThat(status.at("/metadata/status").asText()).isEqualTo("idle");
    assertThat(status.at("/metadata/active_processes").asInt(-1)).isZero();
    assertThat(status.at("/metadata/uptime").asDouble()).isPositive();
    assertThat(info.path("request_id").asText()).isEqualTo("3");
    assertThat(info.path("message").asText()).isEqualTo("System information");
    assertThat(info.at("/metadata/system_info")).isEqualTo(status.at("/metadata/system_info"));
  }

  @Test
  void answersTheOldFormsOfQuestions() throws Exception {
    backend.say("{'type':'ping'}");
    GoldenShape.assertLike(backend.expect("pong"), "pong");
    backend.say("{'type':'status_request'}");
    GoldenShape.assertLike(
        backend.expect("status_response"), "status_response", "metadata.timestamp");
    backend.say("{'type':'system_info_request'}");
    assertThat(backend.expect("system_info_response").has("request_id")).isFalse();
  }

  @Test
  void sendsPictures() throws Exception {
    use(
        AgentAndBackend.v1(
            agent -> agent.withScreen(full -> new byte[] {1, (byte) (full ? 2 : 3)})));

    backend.say("{'type':'screenshot','message':'screenshot','request_id':'1'}");
    JsonNode page = backend.expect("screenshot_response");
    backend.say("{'type':'screenshot','metadata':{'full_page':true},'request_id':'2'}");
    JsonNode full = backend.expect("screenshot_response");

    GoldenShape.assertLike(page, "drover.v1/screenshot_response");
    assertThat(page.path("screenshot").asText()).isEqualTo("AQM=");
    assertThat(full.path("screenshot").asText()).isEqualTo("AQI=");
  }

  @Test
  void aPictureThatFailsSaysWhy() throws Exception {
    use(
        AgentAndBackend.v1(
            agent ->
                agent.withScreen(
                    full -> {
                      throw new IOException("the lens is dirty");
                    })));

    JsonNode error =
        vm.assertRefused("{'type':'screenshot','request_id':'ID'}", "SCREENSHOT_FAILED");

    assertThat(error.path("message").asText()).contains("the lens is dirty");
    assertThat(error.at("/metadata/context").asText()).isEqualTo("screenshot");
  }

  @Test
  void statesAreStatusMessagesAndNothingElseIsUnasked() throws Exception {
    vm.run("true");
    backend.expect("command_completed");
    vm.agent.sendState(Map.of("status", "ready"));

    JsonNode status = backend.next();

    GoldenShape.assertLike(status, "field/status");
    assertThat(status.at("/metadata/status").asText()).isEqualTo("ready");
    assertThat(backend.rest()).isEmpty();
  }

  @Test
  void aReplacedAgentEndsForGood() {
    backend.closeVm(1008, "replaced by a newer connection");

    assertThatThrownBy(() -> vm.agent.closed().get(10, TimeUnit.SECONDS))
        .cause()
        .isInstanceOf(ConnectionException.class)
        .hasMessageContainingAll("vm-1", "a backend does so", "its own id");
  }

  @Test
  void closingStopsTheCommandsAndTellsSoFirst() throws Exception {
    vm.run("sleep 300");
    backend.expect("command_started");

    vm.agent.close();

    assertThat(backend.expect("command_completed").at("/metadata/exit_code").asInt())
        .isEqualTo(143);
    vm.agent.closed().get(5, TimeUnit.SECONDS);
  }

  @Test
  void aRefusalIsAClearException() throws Exception {
    try (FakeBackend strict = new FakeBackend("{'type':'error','message':'vm-9 is not welcome'}")) {
      assertThatThrownBy(() -> VmAgent.connectBackend(strict.uri(), "vm-9"))
          .isInstanceOf(ConnectionException.class)
          .hasMessageContaining("vm-9 is not welcome");
    }
  }

  @Test
  void connectingCanBeGivenUp() throws Exception {
    String nobody = "ws://" + InetAddress.getLoopbackAddress().getHostAddress() + ":1";
    ClientOptions patient = ClientOptions.of(nobody).retryFirstConnect(true);

    CompletableFuture<VmAgent> connecting =
        VmAgent.connectBackendAsync(patient, AgentOptions.of("vm-1"));

    assertThat(connecting.cancel(false)).isTrue();
    assertThatThrownBy(() -> VmAgent.connectBackend(nobody, "vm-1"))
        .isInstanceOf(ConnectionException.class)
        .hasMessageContaining("/api/vm/vm-1/ws");
  }
}
