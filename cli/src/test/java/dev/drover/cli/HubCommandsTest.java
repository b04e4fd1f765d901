package dev.drover.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.drover.reference.ReferenceServer;
import dev.drover.reference.ServerOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Client commands against a hub in this JVM: what people and programs read, and how it ends. */
class HubCommandsTest {

  private ReferenceServer server;

  @BeforeEach
  void start() {
    server = ReferenceServer.start(ServerOptions.defaults().withMaxVms(1));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void vmsAreATableForPeople() {
    server.vm("vm-1");

    Run vms = run("vms");

    assertThat(vms.out().lines().map(line -> line.split(" +")))
        .containsExactly(
            new String[] {"VM", "STATUS", "TEST", "CASE"}, new String[] {"vm-1", "connected", "-"});
  }

  @Test
  void vmsAreAnArrayForPrograms() throws IOException {
    server.vm("vm-1");

    Run vms = run("vms", "--json");

    assertThat(json(vms))
        .isEqualTo(tree("[{'vm_id':'vm-1','test_case_id':null,'status':'connected'}]"));
  }

  @Test
  void noVmsIsAnEmptyArrayAndAHint() {
    assertThat(run("vms", "--json").out().strip()).isEqualTo("[]");
    assertThat(run("vms").out()).isEmpty();
    assertThat(run("vms").err()).contains("no VMs");
  }

  @Test
  void spinUpPrintsTheVmAlone() {
    server.vm("vm-1");

    assertThat(run("spin-up", "login").out().strip()).isEqualTo("vm-1");
    assertThat(run("vms").out()).contains("login");
  }

  @Test
  void spinUpTellsProgramsTheStepsAsTheHubHasThem() throws IOException {
    server.vm("vm-1");

    Run spinUp = run("spin-up", "login", "--step", "go there", "--step", "type", "--json");

    assertThat(json(spinUp))
        .isEqualTo(tree("{'test_case_id':'login','vm_id':'vm-1','steps':['go there','type']}"));
  }

  @Test
  void releaseGivesTheVmBack() {
    server.vm("vm-1");
    run("spin-up", "login");

    assertThat(run("release", "login").code()).isEqualTo(0);

    assertThat(run("vms").out()).doesNotContain("login");
  }

  @Test
  void releasingWhatIsNotAssignedFails() {
    Run release = run("release", "login");

    assertThat(release.code()).isEqualTo(70);
    assertThat(release.err()).startsWith("drover: ").contains("login").hasLineCount(1);
  }

  @Test
  void execEndsWithItsResultForPrograms() throws IOException {
    server.vm("vm-1").onCommand("deploy it").reply("no new line", 3);

    Run exec = run("exec", "--json", "vm-1", "deploy", "it");

    List<String> lines = exec.out().lines().toList();
    JsonNode result = new ObjectMapper().readTree(lines.get(1));
    assertThat(lines.get(0)).isEqualTo("no new line");
    assertThat(result.path("vm_id").asText()).isEqualTo("vm-1");
    assertThat(result.path("command").asText()).isEqualTo("deploy it");
    assertThat(result.path("exit_code").asInt()).isEqualTo(3);
    assertThat(exec.code()).isEqualTo(3);
  }

  @Test
  void wordsAfterTheVmBelongToTheCommand() {
    server.vm("vm-1").onCommand("grep -i --json needle").reply("found", 0);

    Run exec = run("exec", "vm-1", "grep", "-i", "--json", "needle");

    assertThat(exec.out()).isEqualTo("found");
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void environmentFolderAndTimeoutReachTheVm() {
    String vm = server.startVm();

    Run exec =
        run("exec", "--env", "A=b=c", "--workdir", "/", "--timeout", "20", vm, "echo $A; pwd");

    assertThat(exec.out()).isEqualTo("b=c\n/\n");
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void aCommandThatTakesTooLongIsStopped() {
    String vm = server.startVm();

    Run exec = run("exec", "--timeout", "0.3", vm, "echo begun; sleep 60");

    assertThat(exec.code()).isEqualTo(124);
    assertThat(exec.out()).isEqualTo("begun\n");
    assertThat(exec.err()).contains("stopped").contains("longer timeout");
  }

  @Test
  void anUnknownVmIsAnErrorThatSaysWhereToLook() {
    Run exec = run("exec", "vm-9", "true");

    assertThat(exec.code()).isEqualTo(70);
    assertThat(exec.err()).contains("vm-9").contains("drover vms").doesNotContain("\tat ");
  }

  @Test
  void screenshotTellsProgramsWhereItIs(@TempDir Path folder) throws IOException {
    server.vm("vm-1").onScreenshot(new byte[] {1, 2, 3});
    Path file = folder.resolve("a.png");

    Run shot = run("screenshot", "vm-1", file.toString(), "--full-page", "--json");

    assertThat(file).hasBinaryContent(new byte[] {1, 2, 3});
    assertThat(json(shot).path("file").asText()).isEqualTo(file.toString());
    assertThat(json(shot).path("bytes").asInt()).isEqualTo(3);
  }

  @Test
  void aFileThatCannotBeWrittenIsNamed(@TempDir Path folder) {
    server.vm("vm-1").onScreenshot(new byte[] {1});

    Run shot = run("screenshot", "vm-1", folder.toString());

    assertThat(shot.code()).isEqualTo(70);
    assertThat(shot.err()).contains(folder.toString()).doesNotContain("\tat ");
  }

  private Run run(String command, String... more) {
    List<String> args = new ArrayList<>(List.of(command, "--hub", server.uri().toString()));
    if (command.equals("exec")) {
      // This JVM's standard input belongs to the build.
      args.add("--no-input");
    }
    args.addAll(List.of(more));
    return Run.of(args.toArray(String[]::new));
  }

  private static JsonNode json(Run run) throws IOException {
    assertThat(run.out()).hasLineCount(1);
    return new ObjectMapper().readTree(run.out());
  }

  private static JsonNode tree(String json) throws IOException {
    return new ObjectMapper().readTree(json.replace('\'', '"'));
  }
}
