package dev.drover.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.drover.DroverException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** VMs that do what a test tells them to. */
class ScriptedVmTest extends WithServer {

  private final ScriptedVm vm = server.vm("vm-1");

  @Override
  ServerOptions options() {
    return super.options().withVmGrace(Duration.ofMillis(500));
  }

  private static String command(String line) {
    return "{'type':'command','vm_id':'vm-1','command':'%s','command_id':'c','request_id':'r'}"
        .formatted(line);
  }

  @Test
  void isConnectedAtOnceAndTheSameEachTime() {
    assertThat(server.vms()).extracting(v -> v.vmId()).containsExactly("vm-1");
    assertThat(server.vm("vm-1")).isSameAs(vm);
    assertThat(vm).hasToString("ScriptedVm[vm-1, connected]");
  }

  @Test
  void repliesToAPlainClient() {
    vm.onCommand("deploy").reply("ok", 0);

    client()
        .send("{'type':'command','vm_id':'vm-1','command':'deploy'}")
        .expect("{'type':'command_response','vm_id':'vm-1','result':'ok'}");
    assertThat(vm.commands()).containsExactly("deploy");
  }

  @Test
  void streamsPiecesToWhoUnderstandsThem() {
    vm.onCommand("build").stream("one\n", "two\n").exit(3);
    PlainPeer client = v1Client().send(command("build"));

    assertThat(client.read("command_started").path("message").asText())
        .isEqualTo("Command started: build");
    JsonNode first = client.read("command_output");
    JsonNode second = client.read("command_output");
    JsonNode end = client.read("command_response");

    assertThat(first.path("message").asText() + second.path("message").asText())
        .isEqualTo("one\ntwo\n");
    assertThat(second.path("metadata").path("seq").asInt()).isEqualTo(1);
    assertThat(second.path("metadata").path("stream").asText()).isEqualTo("stdout");
    assertThat(end.path("result").asText()).isEqualTo("one\ntwo\n");
    assertThat(end.path("metadata").path("exit_code").asInt()).isEqualTo(3);
    assertThat(end.path("metadata").path("seq").asInt()).isEqualTo(2);
  }

  @Test
  void theNewestScriptThatFitsCounts() {
    vm.onCommand(Pattern.compile("ls.*")).reply("pattern", 0);
    vm.onCommand(line -> line.endsWith("-l")).reply("condition", 0);
    vm.onCommand("ls").reply("exact", 0);

    assertThat(result("ls")).isEqualTo("exact");
    assertThat(result("ls -l")).isEqualTo("condition");
    assertThat(result("ls -a")).isEqualTo("pattern");
  }

  private String result(String line) {
    PlainPeer client = client();
    client.send("{'type':'command','vm_id':'vm-1','command':'" + line + "','request_id':'x'}");
    return client.read("command_response").path("result").asText();
  }

  @Test
  void whatIsNotScriptedIsAnErrorThatSaysSo() {
    vm.onCommand("ls").reply("", 0);

    client()
        .send("{'type':'command','vm_id':'vm-1','command':'rm'}")
        .expect(
            "{'type':'error','message':'the scripted VM vm-1 has no script for the command `rm`; scripted: `ls`'}");
  }

  @Test
  void fails() {
    vm.onCommand("rm").error("COMMAND_REFUSED", "certainly not");
    PlainPeer client = v1Client().send(command("rm"));

    client.read("command_started");
    JsonNode error = client.read("error");
    assertThat(error.path("code").asText()).isEqualTo("COMMAND_REFUSED");
    assertThat(error.path("message").asText()).isEqualTo("certainly not");
  }

  @Test
  void takesItsTime() {
    vm.onCommand("slow").delay(Duration.ofMillis(300)).reply("done", 0);
    long start = System.nanoTime();

    assertThat(result("slow")).isEqualTo("done");

    assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(290));
  }

  @Test
  void staysSilentUntilItIsStopped() {
    vm.onCommand("hang").stream("started").silence();
    PlainPeer client = v1Client().send(command("hang"));
    client.read("command_started");
    client.read("command_output");
    client.expectNothing();

    client.send(
        "{'type':'stop_command','vm_id':'vm-1','metadata':{'command_id':'c'},'request_id':'s'}");

    assertThat(client.read("command_stopped").path("metadata").path("success").asBoolean())
        .isTrue();
    assertThat(client.read("command_response").path("metadata").path("exit_code").asInt())
        .isEqualTo(143);
  }

  @Test
  void stoppingWhatHasEndedTellsSo() {
    vm.onCommand("ls").reply("", 0);
    PlainPeer client = v1Client().send(command("ls"));
    client.read("command_started");
    client.read("command_response");

    client.send("{'type':'stop_command','vm_id':'vm-1','message':'c','request_id':'s'}");

    assertThat(client.read("command_stopped").path("metadata").path("success").asBoolean(true))
        .isFalse();
  }

  @Test
  void takesInputAndAnswersQuestions() {
    vm.onCommand("ask").silence();
    PlainPeer client = v1Client().send(command("ask"));
    client.read("command_started");

    client.send(
        "{'type':'send_input','vm_id':'vm-1','message':'yes','metadata':{'command_id':'c'},'request_id':'i'}");
    client.read("ack");

    assertThat(vm.inputs()).containsExactly("yes");
    client.send("{'type':'ping','vm_id':'vm-1','request_id':'p'}").read("pong");
    client.send("{'type':'status_request','vm_id':'vm-1','request_id':'p'}");
    assertThat(client.read("status_response").path("metadata").path("active_processes").asInt())
        .isEqualTo(1);
    client
        .send("{'type':'system_info_request','vm_id':'vm-1','request_id':'p'}")
        .read("system_info_response");
  }

  @Test
  void commandsAreKnownByTheirIds() {
    vm.onCommand("ls").reply("", 0);
    PlainPeer client = v1Client().send(command("ls"));
    client.read("command_started");
    client.read("command_response");

    client.send(command("ls"));
    assertThat(client.read("error").path("code").asText()).isEqualTo("DUPLICATE_COMMAND_ID");
    client.send("{'type':'attach','vm_id':'vm-1','command_id':'no','request_id':'a'}");
    assertThat(client.read("error").path("code").asText()).isEqualTo("UNKNOWN_COMMAND");
  }

  @Test
  void attachGivesTheOutputAgain() {
    vm.onCommand("build").stream("a", "b", "c").exit(0);
    PlainPeer client = v1Client().send(command("build"));
    client.read("command_started");
    for (int i = 0; i < 3; i++) {
      client.read("command_output");
    }
    client.read("command_response");

    client.send("{'type':'attach','vm_id':'vm-1','command_id':'c','from_seq':1,'request_id':'a'}");

    assertThat(client.read("command_output").path("message").asText()).isEqualTo("b");
    assertThat(client.read("command_output").path("message").asText()).isEqualTo("c");
    assertThat(client.read("command_response").path("request_id").asText()).isEqualTo("a");
  }

  @Test
  void showsScreenshots(@TempDir Path folder) throws IOException {
    Path file = Files.write(folder.resolve("x.png"), new byte[] {1, 2, 3});
    PlainPeer client = client();

    vm.onScreenshot(file);
    client
        .send("{'type':'screenshot','vm_id':'vm-1'}")
        .expect("{'type':'screenshot_response','vm_id':'vm-1','screenshot':'AQID'}");

    vm.onScreenshot(new byte[] {4});
    client.send("{'type':'screenshot','vm_id':'vm-1'}");
    assertThat(client.read().path("screenshot").asText()).isEqualTo("BA==");
    assertThatThrownBy(() -> vm.onScreenshot(folder.resolve("none")))
        .isInstanceOf(DroverException.class);
  }

  @Test
  void aScreenshotThatIsNotScriptedIsAnError() {
    PlainPeer client = v1Client();

    client.send("{'type':'screenshot','vm_id':'vm-1','request_id':'r'}");

    assertThat(client.read("error").path("code").asText()).isEqualTo("SCREENSHOT_FAILED");
  }

  @Test
  void tellsItsState() {
    PlainPeer client = client();

    vm.state(Map.of("status", "running"));

    client.expect("{'type':'vm_state','vm_id':'vm-1','state':{'status':'running'}}");
  }

  @Test
  void losesItsConnectionAndComesBack() {
    vm.onCommand("long").delay(Duration.ofMillis(150)).stream("a", "b", "c").exit(0);
    PlainPeer client = v1Client().send(command("long"));
    client.read("command_started");
    client.read("command_output");

    vm.disconnect();
    assertThat(server.vms()).isEmpty();
    vm.connect();

    assertThat(client.read("command_output").path("message").asText()).isEqualTo("b");
    assertThat(client.read("command_output").path("message").asText()).isEqualTo("c");
    client.read("command_response");
    client.expectNothing();
  }

  @Test
  void isLostIfItStaysAway() {
    vm.onCommand("long").silence();
    PlainPeer client = v1Client().send(command("long"));
    client.read("command_started");

    vm.disconnect();

    assertThat(client.read("error").path("code").asText()).isEqualTo("VM_LOST");
    assertThat(vm).hasToString("ScriptedVm[vm-1, not connected]");
  }

  @Test
  void yieldsToARealVmOfTheSameId() {
    vm("vm-1");

    await().untilAsserted(() -> assertThat(vm.toString()).contains("not connected"));
    assertThat(server.vms()).hasSize(1);
  }

  @Test
  void needsAnId() {
    assertThatThrownBy(() -> server.vm(" ")).isInstanceOf(IllegalArgumentException.class);
  }
}
