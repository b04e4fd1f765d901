package dev.drover.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.drover.ErrorCodes;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Executions on VMs of the fleet. */
@DisabledOnOs(OS.WINDOWS)
class ExecutionVmTest extends WithExecution {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @Override
  ServerOptions options() {
    return ServerOptions.defaults();
  }

  private static ExecutionPlan plan(String vm, ExecutionModule... modules) {
    ExecutionPlan plan = ExecutionPlan.on(vm).withId(UUID.fromString(ID));
    for (ExecutionModule module : modules) {
      plan = plan.withModule(module);
    }
    return plan;
  }

  private PlainPeer subscriber(String vm) {
    execution.device(vm);
    PlainPeer peer = watcher();
    peer.read("device_status");
    return peer.send("{'type':'subscribe_device','device_id':'" + vm + "'}").fence();
  }

  private static List<JsonNode> until(PlainPeer peer, String end, Predicate<JsonNode> wanted) {
    List<JsonNode> found = new ArrayList<>();
    JsonNode message = peer.read();
    while (!message.path("type").asText().equals(end)) {
      if (wanted.test(message)) {
        found.add(message);
      }
      message = peer.read();
    }
    return found;
  }

  private static Predicate<JsonNode> ofType(String type) {
    return message -> message.path("type").asText().equals(type);
  }

  @Test
  void commandsRunAndTheirLinesAreLogEntries() {
    String vm = server.startVm();
    PlainPeer peer = subscriber(vm);

    ExecutionOutcome outcome =
        server
            .execute(
                plan(
                    vm,
                    ExecutionModule.command(
                        "lines", "echo one; printf 'two\\nthree'; sleep 0.2; echo oops >&2")))
            .await(PATIENCE);

    assertThat(outcome.isSuccess()).isTrue();
    List<JsonNode> logs = until(peer, "execution_completed", ofType("log_entry"));
    assertThat(logs.stream().map(log -> log.path("level").asText() + log.path("message").asText()))
        .containsExactlyInAnyOrder("INFOone", "INFOtwo", "INFOthree", "WARNINGoops");
  }

  @Test
  void exitCodesDecide() {
    String vm = server.startVm();
    PlainPeer peer = subscriber(vm);

    server.execute(plan(vm, ExecutionModule.command("bad", "exit 3"))).await(PATIENCE);

    JsonNode failure = until(peer, "execution_completed", ofType("step_failed")).get(0);
    assertThat(failure.path("error_code").asText()).isEqualTo("COMMAND_FAILED");
    assertThat(failure.path("error_message").asText()).contains("'exit 3' exited with 3");
  }

  @Test
  void commandsThatTakeTooLongAreStopped() {
    String vm = server.startVm();
    ExecutionModule slow =
        ExecutionModule.command("slow", "sleep 60").withTimeout(Duration.ofMillis(300));

    ExecutionOutcome outcome = server.execute(plan(vm, slow)).await(PATIENCE);

    assertThat(outcome.failedSteps()).isEqualTo(1);
    server.journal().await(entry -> entry.text().contains("\"command_stopped\""), PATIENCE);
  }

  @Test
  void aVmsScreenIsWhatItsScreenshotsShow() throws IOException {
    server.vm("vm-1").onScreenshot(png(Color.GREEN));
    execution.device("vm-1");
    PlainPeer peer = watcher();
    peer.read("device_status");

    peer.send("{'type':'start_preview','device_id':'vm-1','quality':'high'}");

    assertThat(color(peer.read("preview_frame"))).isEqualTo("green");
    server.vm("vm-1").onScreenshot(png(Color.RED));
    await().until(() -> color(peer.read("preview_frame")).equals("red"));
  }

  @Test
  void aStillScreenIsNotEncodedAgain() throws IOException {
    server.vm("vm-1").onScreenshot(png(Color.GREEN));
    execution.device("vm-1");
    PlainPeer peer = watcher();
    peer.read("device_status");

    peer.send("{'type':'start_preview','device_id':'vm-1','quality':'high'}");
    for (int i = 0; i < 5; i++) {
      peer.read("preview_frame");
    }

    assertThat(server.device("vm-1").encodedFrames()).isEqualTo(1);
  }

  private static byte[] png(Color color) throws IOException {
    BufferedImage image = new BufferedImage(32, 32, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < 32 * 32; i++) {
      image.setRGB(i % 32, i / 32, color.getRGB());
    }
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    ImageIO.write(image, "png", png);
    return png.toByteArray();
  }

  private static String color(JsonNode frame) throws IOException {
    String data = frame.path("frame_data").asText();
    byte[] jpeg = Base64.getDecoder().decode(data.substring(data.indexOf(',') + 1));
    Color middle = new Color(ImageIO.read(new ByteArrayInputStream(jpeg)).getRGB(16, 16));
    return middle.getGreen() > 128 ? "green" : "red";
  }

  @Test
  void processVmsShowTheirConsoles() {
    String vm = server.startVm();
    ExecutionPlan plan = plan(vm, ExecutionModule.command("hello", "echo hello"));
    PlainPeer peer = subscriber(vm);

    server.execute(plan).await(PATIENCE);

    JsonNode step = until(peer, "execution_completed", ofType("step_completed")).get(0);
    assertThat(get(step.path("screenshot_url").asText()).statusCode()).isEqualTo(200);
  }

  @Test
  void aVmThatIsLostIsADeviceThatIsLost() {
    ScriptedVm vm = server.vm("vm-1");
    vm.onCommand("work").silence();
    PlainPeer peer = subscriber("vm-1");
    server.execute(plan("vm-1", ExecutionModule.command("work", "work")));
    await().until(() -> vm.commands().contains("work"));

    vm.disconnect();

    JsonNode lost = until(peer, "step_failed", ofType("error")).get(0);
    assertThat(lost.path("code").asText()).isEqualTo("DEVICE_DISCONNECTED");
    assertThat(execution.await(PATIENCE).failedSteps()).isEqualTo(1);
  }

  @Test
  void aVmThatIsBackIsTold() {
    ScriptedVm vm = server.vm("vm-1");
    PlainPeer peer = subscriber("vm-1");
    vm.disconnect();
    assertThat(peer.read("device_status").path("status").asText()).isEqualTo("offline");
    peer.read("error");

    vm.connect();

    assertThat(peer.read("device_status").path("status").asText()).isEqualTo("idle");
  }

  @Test
  void aCommandOnADeviceThatIsNoVmFails() {
    PlainPeer peer = subscriber("nobody");

    server.execute(plan("nobody", ExecutionModule.command("work", "work"))).await(PATIENCE);

    JsonNode failure = until(peer, "execution_completed", ofType("step_failed")).get(0);
    assertThat(failure.path("error_code").asText()).isEqualTo(ErrorCodes.VM_NOT_FOUND);
  }

  @Test
  void plainVmsWorkToo() {
    PlainPeer vm = vm("plain");
    Execution run = server.execute(plan("plain", ExecutionModule.command("work", "work")));
    vm.read("command");

    vm.send("{'type':'command_response','vm_id':'plain','result':'fine'}");
    vm.read("screenshot");
    vm.send("{'type':'error','message':'no screen'}");

    assertThat(run.await(PATIENCE).isSuccess()).isTrue();
  }
}
