package dev.drover.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.drover.hub.VmInfo;
import dev.drover.reference.ReferenceServer;
import dev.drover.reference.ServerOptions;
import dev.drover.testing.fixture.DroverFixture;
import dev.drover.testing.fixture.Ending;
import dev.drover.testing.fixture.ParameterRequest;
import dev.drover.testing.fixture.TestInvocation;
import dev.drover.testing.fixture.TestMethod;
import dev.drover.testing.fixture.TestPlace;
import dev.drover.testing.observed.ForkedJvm;
import dev.drover.testing.observed.HeardLog;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The VM of a failed test, to which people attach with the lines that the test run printed. */
@Tag("soak")
class KeptVmTest {

  private static final String TOKEN = "sesame";

  @TempDir Path folder = Path.of("");

  private final ReferenceServer server =
      ReferenceServer.start(ServerOptions.defaults().withToken(TOKEN));

  interface Suite {
    void test(dev.drover.hub.Vm vm);
  }

  @BeforeEach
  void scriptAVm() {
    server.vm("vm-1").onCommand("look").reply("seen\n", 0);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void thePrintedLinesLeadToIt() throws Exception {
    try (DroverFixture fixture = DroverFixture.open()) {
      List<String> lines =
          String.join("\n", HeardLog.during("dev.drover.testing", () -> fail(fixture)))
              .lines()
              .toList();
      Instant leaseAtFirst = lease();

      assertThat(lines).noneMatch(line -> line.contains(TOKEN));
      assertThat(attachWithDrover(after("drover ", lines))).isEqualTo("seen\n");
      assertThat(attachWithJShell(after("jshell> ", lines))).contains("<seen>");
      await().atMost(Duration.ofSeconds(60)).until(() -> lease().isAfter(leaseAtFirst));
    }
    assertThat(server.vms()).noneMatch(vm -> vm.lease().isPresent());
  }

  private void fail(DroverFixture fixture) {
    Map<String, String> settings =
        Map.of(
            "drover.hub",
            server.uri().toString(),
            "drover.token",
            TOKEN,
            "drover.onFailure",
            "hold",
            "drover.holdFor",
            "0",
            "drover.lease",
            "10",
            "drover.leaseFolder",
            folder.resolve("leases").toString(),
            "drover.artifacts",
            folder.resolve("pages").toString());
    TestInvocation test =
        fixture.begin(
            new TestMethod("a.B#c", "c", Optional.empty(), List.of()),
            new TestPlace(List.of(), "a.B", "a.B", settings::get));
    test.need(ParameterRequest.of(Suite.class.getDeclaredMethods()[0]));
    test.finish(Ending.FAILED, new AssertionError("its own failure"));
  }

  private Instant lease() {
    VmInfo vm = server.vms().get(0);
    return vm.lease().orElseThrow().expiresAt();
  }

  private static String attachWithDrover(String line) {
    InputStream terminal = System.in;
    System.setIn(new ByteArrayInputStream("look\n".getBytes(StandardCharsets.UTF_8)));
    try {
      // The environment, where people have the token, cannot be set in this JVM.
      Run run = Run.of((line + " --token " + TOKEN).split(" "));
      assertThat(run.code()).as(run.err()).isZero();
      return run.out();
    } finally {
      System.setIn(terminal);
    }
  }

  private static String attachWithJShell(String line) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "jshell").toString(),
                "--class-path",
                ForkedJvm.classPath(),
                "-s",
                "-")
            .redirectErrorStream(true);
    builder.environment().put("DROVER_TOKEN", TOKEN);
    Process jshell = builder.start();
    try (var in = jshell.outputWriter()) {
      in.write(line + "\n");
      in.write(
          "System.out.println(\"<\" + vm.sendCommand(\"look\").output().strip() + \">\")\n/exit\n");
    }
    return new String(jshell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  private static String after(String prompt, List<String> lines) {
    return lines.stream()
        .map(String::strip)
        .filter(line -> line.startsWith(prompt))
        .findFirst()
        .orElseThrow()
        .substring(prompt.length());
  }
}
