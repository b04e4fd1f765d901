package dev.drover.backend;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drover.Limits;
import dev.drover.RemoteException;
import dev.drover.RequestTimeoutException;
import dev.drover.hub.CommandResult;
import dev.drover.hub.VmInfo;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** HTTP 200 with each kind of final message, those of older agents included. */
@Timeout(30)
class FinalMessagesTest {

  private StubBackend backend;

  @BeforeEach
  void start() {
    backend = StubBackend.start();
  }

  @AfterEach
  void stop() {
    backend.close();
  }

  @Test
  void aCompletedCommand() {
    backend.vmSays(
        """
        {'type':'command_completed','message':'Command completed with exit code: 3',
         'metadata':{'exit_code':3,'execution_time':0.25,'full_output':'one\\r\\ntwo\\r\\n','truncated':true}}
        """);

    CommandResult result = backend.client.sendCommand("vm-1", "make").result();

    assertThat(result.exitCode()).isEqualTo(3);
    assertThat(result.rawOutput()).isEqualTo("one\r\ntwo\r\n");
    assertThat(result.output()).isEqualTo("one\ntwo\n");
    assertThat(result.duration()).isEqualTo(Duration.ofMillis(250));
    assertThat(result.truncated()).isTrue();
    assertThat(result.command()).isEqualTo("make");
    assertThat(result.vmId()).isEqualTo("vm-1");
  }

  @Test
  void anOlderAgentHasItsOutputInTheMessage() {
    backend.vmSays(
        "{'type':'command_completed','message':'user\\r\\n','metadata':{'exit_code':0}}");

    CommandResult result = backend.client.sendCommand("vm-1", "whoami").result();

    assertThat(result.output()).isEqualTo("user\n");
    assertThat(result.isSuccess()).isTrue();
  }

  @Test
  void theDocumentsOwnCompletionHasNoOutput() throws Exception {
    backend.vmSays(golden("request-response/command_completed"));

    CommandResult result = backend.client.sendCommand("vm-1", "whoami").result();

    assertThat(result.exitCode()).isZero();
    assertThat(result.output()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "137, 137", "' -1\n', -1", "done, -1"})
  void theMessageMayBeTheExitCode(String message, int exitCode) {
    backend.vmSays(
        "{'type':'command_output','message':'%s','metadata':{'output_type':'complete'}}"
            .formatted(message.replace("\n", "\\n")));

    CommandResult result = backend.client.sendCommand("vm-1", "true").result();

    assertThat(result.exitCode()).isEqualTo(exitCode);
    assertThat(result.output()).isEmpty();
  }

  @Test
  void withoutAnExitCodeItIsUnknown() {
    backend.vmSays("{'type':'command_completed','message':'done'}");

    CommandResult result = backend.client.sendCommand("vm-1", "make").result();

    assertThat(result.exitCode()).isEqualTo(CommandResult.UNKNOWN_EXIT_CODE);
    assertThat(result.output()).isEqualTo("done");
  }

  @Test
  void outputHasItsBound() {
    try (StubBackend small =
        StubBackend.start(o -> o.limits(Limits.DEFAULT.withMaxOutputBytes(4)))) {
      small.vmSays("{'type':'command_completed','metadata':{'full_output':'123456'}}");

      CommandResult result = small.client.sendCommand("vm-1", "make").result();

      assertThat(result.output()).isEqualTo("3456");
      assertThat(result.truncated()).isTrue();
    }
  }

  @Test
  void aCommandErrorIsAFailure() throws Exception {
    backend.vmSays(golden("field/command_error"));

    assertThatThrownBy(() -> backend.client.sendCommand("vm-1", "make"))
        .isInstanceOfSatisfying(RemoteException.class, e -> assertThat(e.code()).contains("ENOENT"))
        .hasMessageContainingAll("command 'make' on vm-1", "No such file or directory", "ENOENT");
  }

  @Test
  void aCommandThatTheVmStoppedInTimeHasTimedOut() {
    backend.vmSays(
        "{'type':'command_error','message':'stopped after 2 s','metadata':{'error':'COMMAND_TIMEOUT'}}");

    assertThatThrownBy(() -> backend.client.sendCommand("vm-1", "sleep 9"))
        .isInstanceOf(RequestTimeoutException.class)
        .hasMessageContainingAll("command 'sleep 9' on vm-1", "was stopped", "longer timeout");
  }

  @Test
  void anErrorIsAFailure() {
    backend.vmSays(
        "{'type':'error','message':'16 commands run already','metadata':{'error':'BUSY'}}");

    assertThatThrownBy(() -> backend.client.sendCommand("vm-1", "make"))
        .isInstanceOfSatisfying(RemoteException.class, e -> assertThat(e.code()).contains("BUSY"))
        .hasMessageContaining("16 commands run already");
  }

  @ParameterizedTest
  @CsvSource({"'{''success'':true}', true", "'{''success'':false}', false", "'{}', true"})
  void aStopTellsWhetherThereWasSomethingToStop(String metadata, boolean stopped) {
    backend.vmSays("{'type':'command_stopped','message':'x','metadata':%s}".formatted(metadata));

    assertThat(backend.client.stopCommand("vm-1", "cmd-1")).isEqualTo(stopped);
  }

  @Test
  void inputIsAcknowledgedByAgentsThatDoNotNameThemselves() throws Exception {
    backend.vmSays(golden("field/ack"));

    backend.client.sendInput("vm-1", "cmd-1", "yes\n");

    assertThat(backend.onlySent().path("message").asText()).isEqualTo("yes\n");
  }

  @Test
  void aPongHasARoundTrip() throws Exception {
    backend.vmSays(golden("pong"));

    assertThat(backend.client.ping("vm-1")).isBetween(Duration.ofNanos(1), Duration.ofSeconds(10));
  }

  @Test
  void aStatus() throws Exception {
    backend.vmSays(golden("status_response"));

    VmStatus status = backend.client.status("vm-1");

    assertThat(status.status()).isEqualTo("running");
    assertThat(status.activeProcesses()).isEqualTo(2);
    assertThat(status.uptime()).isEqualTo(Duration.ofMillis(3_600_500));
    assertThat(status.systemInfo().hostname()).isEqualTo("DESKTOP-D92R0CO");
    assertThat(status.systemInfo().runtimeVersion()).isEqualTo("3.12.9");
  }

  @ParameterizedTest
  @CsvSource({
    "'{''status'':7,''active_processes'':''two'',''uptime'':[],''system_info'':''none''}'",
    "'{}'",
    "'null'"
  })
  void aStatusThatTellsNothing(String metadata) {
    backend.vmSays("{'type':'status_response','metadata':%s}".formatted(metadata));

    VmStatus status = backend.client.status("vm-1");

    assertThat(status.status()).isEmpty();
    assertThat(status.activeProcesses()).isZero();
    assertThat(status.uptime()).isZero();
    assertThat(status.systemInfo().raw()).isEmpty();
  }

  @Test
  void systemInformation() throws Exception {
    backend.vmSays(golden("field/system_info_response"));

    SystemInfo info = backend.client.systemInfo("vm-1");

    assertThat(info.hostname()).isEqualTo("DESKTOP-D92R0CO");
    assertThat(info.system()).isEqualTo("Linux");
    assertThat(info.platform()).isEmpty();
    assertThat(info.raw()).containsOnlyKeys("hostname", "system");
  }

  @ParameterizedTest
  @CsvSource({
    "'''java_version'':''17.0.1'',''python_version'':''3''', 17.0.1",
    "'''python_version'':''3.12.9'',''os_version'':''6''', 3.12.9",
    "'''go_version'':''1.22''', 1.22",
    "'''version'':''1.22''', ''"
  })
  void systemInformationBesideTheRest(String fields, String runtime) {
    backend.vmSays("{'type':'system_info_response','metadata':{%s}}".formatted(fields));

    assertThat(backend.client.systemInfo("vm-1").runtimeVersion()).isEqualTo(runtime);
  }

  @Test
  void anotherAnswerThanTheOneAskedForIsAFailure() throws Exception {
    backend.vmSays(golden("pong"));

    assertThatThrownBy(() -> backend.client.status("vm-1"))
        .hasMessageContainingAll("status of vm-1", "Pong", "no answer to it");
  }

  @Test
  void theListOfVms() {
    backend.answers(
        200,
        """
        {'status':'ok','vms':[
          {'vm_id':'vm-1','status':'connected','test_case_id':'login'},
          {'vm_id':'vm-2','new_field':1},
          {'status':'connected'}]}
        """);

    assertThat(backend.client.listVms())
        .isEqualTo(
            List.of(
                new VmInfo("vm-1", Optional.of("login"), "connected"),
                new VmInfo("vm-2", Optional.empty(), "")));
  }

  @Test
  void aBackendThatPassesTheMessageOnAsItIs() {
    backend.answers(
        200, "{'type':'command_completed','message':'user','metadata':{'exit_code':0}}");

    assertThat(backend.client.sendCommand("vm-1", "whoami").result().output()).isEqualTo("user");
  }

  private static String golden(String name) throws IOException {
    String resource = "/wire/vm-agent/" + name + ".json";
    try (InputStream in =
        Objects.requireNonNull(FinalMessagesTest.class.getResourceAsStream(resource))) {
      return new String(in.readAllBytes(), UTF_8);
    }
  }
}
