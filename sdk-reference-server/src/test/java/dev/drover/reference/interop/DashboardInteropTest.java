package dev.drover.reference.interop;

import static java.util.concurrent.TimeUnit.MINUTES;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.ClientOptions;
import dev.drover.reference.ExecutionModule;
import dev.drover.reference.ExecutionPlan;
import dev.drover.reference.ModuleContext;
import dev.drover.reference.ReferenceServer;
import dev.drover.reference.RunnerTokens;
import dev.drover.reference.ServerOptions;
import dev.drover.reference.VmProvider;
import dev.drover.runner.ExecutionRequest;
import dev.drover.runner.RunnerAgent;
import dev.drover.runner.RunnerAgentOptions;
import dev.drover.runner.RunnerClient;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The dashboard in a real Chromium, which must be installed. */
class DashboardInteropTest {

  private static final Duration HOUR = Duration.ofHours(1);
  private static final String TOKEN = "open sesame/1";

  private static Path chromium;

  @BeforeAll
  static void install() throws Exception {
    NodeProgram.install();
    chromium =
        Stream.of(System.getenv("PATH").split(File.pathSeparator))
            .flatMap(
                folder ->
                    Stream.of("chromium", "chromium-browser", "google-chrome")
                        .map(name -> Path.of(folder, name)))
            .filter(Files::isExecutable)
            .findFirst()
            .orElseThrow(() -> new AssertionError("no Chromium; 'apt-get install chromium'"));
  }

  @Test
  void isUsedAsAPersonWould() throws Exception {
    CountDownLatch looked = new CountDownLatch(1);
    ServerOptions options = ServerOptions.defaults().withJwtSecret("s3cret");
    RunnerTokens tokens = RunnerTokens.signedWith("s3cret");
    try (ReferenceServer server = ReferenceServer.start(options);
        RunnerAgent agent =
            RunnerAgent.connect(
                to(server).token(tokens.forAgent("agent-7", HOUR)),
                RunnerAgentOptions.named("Laptop")
                    .onExecution(job -> looked.await(10, MINUTES) ? 0 : 1));
        RunnerClient runner =
            RunnerClient.connect(to(server).token(tokens.forClient("anna", HOUR)))) {
      Awaitility.await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> server.runner().agents().size() == 1);
      runner.startExecution(ExecutionRequest.code("await done").executionId("job-1"));
      assertThat(agent.name()).isEqualTo("Laptop");
      server.device("emulator-5554").showing(() -> MovingPicture.of("emulator-5554", 0.55f));
      server.device("pixel-8").showing(() -> MovingPicture.of("pixel-8", 0.05f));
      ExecutionPlan plan = plan(looked);
      server.execute(plan);

      String said =
          NodeProgram.run(
              "dashboard.mjs", server.httpUri(), chromium, plan.executionId(), "pictures");

      assertThat(said.lines()).hasSizeGreaterThan(15).allMatch(line -> line.startsWith("ok: "));
      looked.countDown();
    } finally {
      looked.countDown();
    }
  }

  private static ClientOptions to(ReferenceServer server) {
    return ClientOptions.of(server.httpUri().toString());
  }

  /** It goes on until the browser has seen enough. */
  private static ExecutionPlan plan(CountDownLatch looked) {
    return ExecutionPlan.on("emulator-5554", "pixel-8")
        .withModule(ExecutionModule.code("sms_test_module", ModuleContext::screenshot))
        .withModule(ExecutionModule.code("data_test_module", DashboardInteropTest::failsOnPixel))
        .withModule(
            ExecutionModule.code("call_test_module", context -> ring(context, looked))
                .withTimeout(Duration.ofMinutes(10)));
  }

  private static void failsOnPixel(ModuleContext context) {
    context.log("WARNING", "the signal is weak");
    if (context.device().id().equals("pixel-8")) {
      throw context.failure("ADB_TIMEOUT", "ADB command timed out after 30 seconds");
    }
  }

  private static void ring(ModuleContext context, CountDownLatch looked)
      throws InterruptedException {
    int call = 0;
    do {
      context.log("Executing ADB command: adb shell input tap 500 " + (800 + call++ % 100));
    } while (!looked.await(500, TimeUnit.MILLISECONDS));
  }

  @Test
  void asksForTheToken() throws Exception {
    ServerOptions options =
        ServerOptions.defaults().withVmProvider(VmProvider.none()).withToken(TOKEN);
    try (ReferenceServer server = ReferenceServer.start(options)) {
      server.vm("vm-1");

      String said = NodeProgram.run("dashboard-token.mjs", server.httpUri(), chromium, TOKEN);

      assertThat(said.lines()).hasSizeGreaterThan(5).allMatch(line -> line.startsWith("ok: "));
    }
  }
}
