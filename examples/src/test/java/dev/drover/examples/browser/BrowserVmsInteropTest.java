package dev.drover.examples.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.drover.execution.ExecutionClient;
import dev.drover.execution.Preview;
import dev.drover.execution.PreviewQuality;
import dev.drover.hub.CommandResult;
import dev.drover.hub.HubClient;
import dev.drover.hub.TestCase;
import dev.drover.hub.Vm;
import dev.drover.reference.Execution;
import dev.drover.reference.ReferenceServer;
import dev.drover.reference.ServerOptions;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** VMs that are real browsers, at a real page. */
class BrowserVmsInteropTest {

  private static final Path PICTURES = Path.of("target/browser");

  @BeforeAll
  static void needsABrowser() {
    assumeTrue(Chromium.isInstalled(), Chromium.HOW_TO_INSTALL);
  }

  @Test
  void theTestCasesOfTheProtocolRun() throws Exception {
    ByteArrayOutputStream printed = new ByteArrayOutputStream();

    BrowserDemo.run(PICTURES, new PrintStream(printed, true, StandardCharsets.UTF_8));

    assertThat(printed.toString(StandardCharsets.UTF_8))
        .isEqualTo(
            """
            navigate to the search tab -> now at Search
            type in computer science -> now at Search
            click on computer science -> now at Computer Science
            go to login page -> now at Login
            enter credentials -> now at Welcome, Ada
            """);
    BufferedImage window = ImageIO.read(PICTURES.resolve("test1-3.png").toFile());
    BufferedImage whole = ImageIO.read(PICTURES.resolve("test1-full-page.png").toFile());
    assertThat(window.getHeight()).isBetween(400, 700);
    assertThat(whole.getHeight()).isGreaterThan(2 * window.getHeight());
  }

  @Test
  void whatThePageDoesNotHaveIsAFailureThatSaysWhatItHas() throws Exception {
    try (School school = School.open();
        ReferenceServer server = server(new BrowserVms(school.address()));
        HubClient hub = HubClient.connect(server.uri().toString())) {
      Vm vm = hub.spinUp(TestCase.of("missing")).vm();

      CommandResult nothing = vm.sendCommand("click on it's not there");
      CommandResult unknown = vm.sendCommand("rm -rf $HOME");

      assertThat(nothing.isSuccess()).isFalse();
      assertThat(nothing.output())
          .contains("nothing here is called 'it's not there', only: Home, Search, Login");
      assertThat(unknown.isSuccess()).isFalse();
      assertThat(unknown.output()).contains("'rm -rf $HOME' is none of: navigate to");
    }
  }

  @Test
  void whatIsTypedReachesThePage() throws Exception {
    try (School school = School.open();
        ReferenceServer server = server(new BrowserVms(school.address()));
        HubClient hub = HubClient.connect(server.uri().toString())) {
      Vm vm = hub.spinUp(TestCase.of("typing")).vm();
      vm.runSteps(List.of("navigate to the search tab", "type in computer science"));

      CommandResult filteredOut = vm.sendCommand("click on drama");

      assertThat(filteredOut.output()).contains("only: Home, Search, Login, Computer Science\n");
    }
  }

  @Test
  void aPreviewShowsTheBrowserLive() throws Exception {
    try (School school = School.open()) {
      BrowserVms browsers = new BrowserVms(school.address());
      try (ReferenceServer server = server(browsers);
          HubClient hub = HubClient.connect(server.uri().toString())) {
        Vm vm = hub.spinUp(TestCase.of("live")).vm();
        Execution run = server.execution(UUID.randomUUID().toString());
        browsers.showLive(run.device(vm.id()));
        try (ExecutionClient execution =
            ExecutionClient.connect(server.uri().toString(), run.id())) {
          Preview preview = execution.startPreview(vm.id(), PreviewQuality.HIGH);
          byte[] home = preview.awaitFrame(frame -> true, Duration.ofMinutes(1)).jpeg();

          vm.runSteps(List.of("go to login page"));

          var moved = preview.awaitFrame(f -> differs(f.jpeg(), home), Duration.ofMinutes(1));
          moved.saveTo(PICTURES.resolve("preview.jpg"));
          assertThat(moved.width()).isGreaterThan(300);
        }
      }
    }
    assertThat(ProcessHandle.current().descendants().flatMap(BrowserVmsInteropTest::command))
        .noneMatch(command -> command.contains("chrom"));
  }

  private static Stream<String> command(ProcessHandle process) {
    return process.info().command().stream();
  }

  private static boolean differs(byte[] one, byte[] other) {
    return !Arrays.equals(one, other);
  }

  private static ReferenceServer server(BrowserVms browsers) {
    return ReferenceServer.start(ServerOptions.defaults().withVmProvider(browsers));
  }
}
