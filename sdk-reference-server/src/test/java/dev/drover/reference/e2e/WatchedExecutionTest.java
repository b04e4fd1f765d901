package dev.drover.reference.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.drover.Backoff;
import dev.drover.ClientOptions;
import dev.drover.ConnectionEvent.Resubscribed;
import dev.drover.execution.ExecutionClient;
import dev.drover.execution.ExecutionEvent.ExecutionCompleted;
import dev.drover.execution.ExecutionEvent.Gap;
import dev.drover.execution.ExecutionEvent.LogEntry;
import dev.drover.execution.ExecutionEvent.StepCompleted;
import dev.drover.execution.Preview;
import dev.drover.execution.PreviewFrame;
import dev.drover.execution.PreviewQuality;
import dev.drover.reference.Execution;
import dev.drover.reference.ExecutionModule;
import dev.drover.reference.ExecutionPlan;
import dev.drover.reference.ExecutionStep;
import dev.drover.reference.JournalEntry.Kind;
import dev.drover.reference.ReferenceServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Client and server together: executions watched through cuts, and real ones to their end. */
@DisabledOnOs(OS.WINDOWS)
@Timeout(90)
class WatchedExecutionTest {

  private static final int STEPS = 500;
  private static final int CUTS = 50;

  private final ReferenceServer server = ReferenceServer.start();
  private final String id = UUID.randomUUID().toString();
  private final List<String> steps = new CopyOnWriteArrayList<>();

  @AfterEach
  void close() {
    server.close();
  }

  private ExecutionClient connect(boolean extensions) {
    ClientOptions options =
        ClientOptions.of(server.uri())
            .extensions(extensions)
            .backoff(Backoff.fixed(Duration.ofMillis(1)));
    return ExecutionClient.connect(options, id);
  }

  private void step(Execution execution, int number) {
    execution.stepCompleted(ExecutionStep.of("d1", "module").withId("step-" + number));
  }

  @Test
  void fiftyCutsLoseNoStepAndShowNoneTwice() {
    Execution execution = server.execution(id);
    try (ExecutionClient client = connect(true)) {
      AtomicInteger returns = new AtomicInteger();
      client.connectionEvents().on(Resubscribed.class, event -> returns.incrementAndGet());
      client.events().on(StepCompleted.class, step -> steps.add(step.stepId()));
      for (int i = 0; i < STEPS; i++) {
        step(execution, i);
        if (i % (STEPS / CUTS) == 5) {
          cutOnceItIsBack(execution, returns, i / (STEPS / CUTS));
        }
      }

      await().atMost(Duration.ofSeconds(30)).until(() -> steps.size() >= STEPS);
      await().until(() -> returns.get() == CUTS);
      assertThat(steps).isEqualTo(IntStream.range(0, STEPS).mapToObj(i -> "step-" + i).toList());
      assertThat(connectionsCut()).doesNotHaveDuplicates().hasSize(CUTS);
      assertThat(server.faults().applied())
          .as("cuts of what was cut before included")
          .isEqualTo(CUTS);
      await().until(() -> client.unacknowledged().isEmpty());
    }
  }

  /** A cut takes its time, and one of a connection that is being cut would be none. */
  private void cutOnceItIsBack(Execution execution, AtomicInteger returns, int cutsBefore) {
    await()
        .atMost(Duration.ofSeconds(30))
        .pollInterval(Duration.ofMillis(1))
        .until(() -> returns.get() == cutsBefore && execution.watchers() == 1);
    server.faults().cutAll();
  }

  /** The ids of those connections of which the server says that a fault cut them. */
  private List<Long> connectionsCut() {
    return server
        .journal()
        .entries(e -> e.kind() == Kind.DISCONNECTED && e.text().equals("cut by a fault"))
        .stream()
        .map(entry -> entry.peer().id())
        .toList();
  }

  @Test
  void withoutTheExtensionEachCutIsOneGapAndEverythingComesBack() {
    Execution execution = server.execution(id);
    execution.device("d1");
    List<Gap> gaps = new CopyOnWriteArrayList<>();
    try (ExecutionClient client = connect(false)) {
      client.events().on(Gap.class, gaps::add);
      client.events().on(LogEntry.class, entry -> steps.add(entry.message()));
      client.subscribeDevice("d1");
      for (int cut = 1; cut <= 10; cut++) {
        server.faults().cutAll();
        int seen = cut;
        await().until(() -> gaps.size() == seen);
        await()
            .untilAsserted(
                () -> {
                  execution.log("d1", "after " + seen);
                  assertThat(steps).contains("after " + seen);
                });
      }
      assertThat(gaps).hasSize(10).allMatch(Gap::stepsMayBeMissing);
    }
  }

  @Test
  void aRealExecutionIsWatchedToItsReport(@TempDir Path folder) {
    CountDownLatch watched = new CountDownLatch(1);
    server.startVm("vm-1");
    server.execute(
        ExecutionPlan.on("vm-1")
            .withId(UUID.fromString(id))
            .withModule(
                ExecutionModule.code(
                    "wait", c -> assertThat(watched.await(30, TimeUnit.SECONDS)).isTrue()))
            .withModule(ExecutionModule.command("greet", "echo hello; sleep 1"))
            .withModule(ExecutionModule.code("look", context -> context.screenshot())));
    try (ExecutionClient client = connect(true)) {
      List<StepCompleted> completed = new CopyOnWriteArrayList<>();
      client.events().on(StepCompleted.class, completed::add);
      client.subscribeDevice("vm-1");
      Preview preview = client.startPreview("vm-1", PreviewQuality.HIGH);
      watched.countDown();

      PreviewFrame frame = preview.awaitFrame(f -> f.width() > 0, Duration.ofSeconds(20));
      ExecutionCompleted end = client.awaitCompletion(Duration.ofSeconds(30));
      Path report = client.downloadReport(end, folder.resolve("report.pdf"));

      assertThat(frame.toImage().getWidth()).isEqualTo(frame.width());
      assertThat(end.succeeded()).isTrue();
      assertThat(report)
          .isNotEmptyFile()
          .content(java.nio.charset.StandardCharsets.ISO_8859_1)
          .startsWith("%PDF");
      StepCompleted look = completed.get(completed.size() - 1);
      assertThat(client.downloadScreenshot(look)).startsWith(0x89, 'P', 'N', 'G');
      assertThat(Files.exists(folder.resolve("report.pdf.part"))).isFalse();
      client.assertNoGaps();
    }
  }
}
