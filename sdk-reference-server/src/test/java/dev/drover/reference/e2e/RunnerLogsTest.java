package dev.drover.reference.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.ClientOptions;
import dev.drover.reference.JournalEntry.Kind;
import dev.drover.reference.ReferenceServer;
import dev.drover.reference.RunnerOptions;
import dev.drover.reference.ServerOptions;
import dev.drover.reference.VmProvider;
import dev.drover.runner.ExecutionJob;
import dev.drover.runner.ExecutionRequest;
import dev.drover.runner.LogLine;
import dev.drover.runner.RemoteExecution;
import dev.drover.runner.RunnerAgent;
import dev.drover.runner.RunnerAgentOptions;
import dev.drover.runner.RunnerClient;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A runner's log on its way to a listener that is slower than it: nothing is lost, and whoever is
 * faster waits rather than that somebody keeps what has no room. Client, server and agent are in
 * this JVM, so that its heap is what all three hold together.
 */
@Timeout(240)
class RunnerLogsTest {

  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final int LINES = 10_000;
  private static final int LINE_BYTES = 4_000;
  private static final String PADDING = "x".repeat(LINE_BYTES - 6);

  /** An event for the handle and one for events() each: 500 lines. */
  private static final int CLIENT_EVENTS = 1_000;

  private static final int AGENT_BYTES = 300_000;

  /**
   * The client's 500 lines, the agent's bytes, the megabyte up to which the server lets an agent go
   * on, and for each of them once more what is on its way. All lines are 40 MB.
   */
  private static final long MOST_HELD = 6_000_000;

  private final AtomicInteger said = new AtomicInteger();
  private final AtomicInteger heard = new AtomicInteger();
  private final List<String> wrong = new CopyOnWriteArrayList<>();
  private ReferenceServer server;
  private long before;

  @BeforeEach
  void start() {
    server =
        ReferenceServer.start(
            ServerOptions.defaults()
                .withVmProvider(VmProvider.none())
                .withRunner(RunnerOptions.defaults().withoutTokens()));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private ClientOptions small() {
    ClientOptions connection = ClientOptions.of(server.httpUri().toString());
    return connection.limits(
        connection.limits().withMaxQueuedEvents(CLIENT_EVENTS).withMaxQueuedBytes(AGENT_BYTES));
  }

  private RunnerAgent agent(long lineNanos) {
    RunnerAgent agent =
        RunnerAgent.connect(
            small(), RunnerAgentOptions.named("one").onExecution(job -> say(job, lineNanos)));
    Awaitility.await().atMost(PATIENCE).until(() -> server.runner().agents().size() == 1);
    return agent;
  }

  private int say(ExecutionJob job, long lineNanos) {
    long start = System.nanoTime();
    for (int i = 0; i < LINES; i++) {
      long due = start + i * lineNanos;
      for (long now = System.nanoTime(); now < due; now = System.nanoTime()) {
        LockSupport.parkNanos(due - now);
      }
      job.info(line(i));
      said.set(i + 1);
    }
    return 0;
  }

  private static String line(int number) {
    return "%06d".formatted(number) + PADDING;
  }

  private void hear(LogLine line) {
    int number = heard.get();
    if (!line.message().equals(line(number))) {
      wrong.add("number %d was %s".formatted(number, line.message().substring(0, 6)));
    }
    heard.set(number + 1);
  }

  /**
   * What is held for lines under way; the server's journal, which has a bound of its own, aside.
   */
  private long held(String when) {
    server.journal().clear();
    long held = ServerProcess.usedAfterCollection() - before;
    System.out.printf(
        "%s: %,d of %,d lines of %,d bytes said, %,d heard; held %,d bytes%n",
        when, said.get(), LINES, LINE_BYTES, heard.get(), held);
    return held;
  }

  @Test
  void aThousandASecondReachASlowListenerInOrderAndComplete() {
    List<Long> held = new CopyOnWriteArrayList<>();
    try (RunnerAgent agent = agent(1_000_000);
        RunnerClient client = RunnerClient.connect(small())) {
      before = ServerProcess.usedAfterCollection();
      RemoteExecution execution = client.startExecution(ExecutionRequest.code("x"));
      execution.onLog(
          line -> {
            LockSupport.parkNanos(1_500_000);
            hear(line);
            if (heard.get() % 1_000 == 0) {
              held.add(held("on the way"));
            }
          });

      assertThat(execution.await(PATIENCE).exitCode()).isZero();
    }
    assertAllHeard();
    assertThat(held).hasSize(LINES / 1_000).allMatch(bytes -> bytes < MOST_HELD);
  }

  @Test
  void aListenerThatStandsStillHoldsTheAgentBack() {
    CountDownLatch goOn = new CountDownLatch(1);
    try (RunnerAgent agent = agent(0);
        RunnerClient client = RunnerClient.connect(small())) {
      before = ServerProcess.usedAfterCollection();
      RemoteExecution execution = client.startExecution(ExecutionRequest.code("x"));
      execution.onLog(
          line -> {
            await(goOn);
            hear(line);
          });
      awaitStandstill();
      System.out.printf("the server has received %,d lines%n", received());
      long held = held("while the listener stands still");
      int saidMeanwhile = said.get();
      goOn.countDown();

      assertThat(execution.await(PATIENCE).exitCode()).isZero();
      assertThat(held).isLessThan(MOST_HELD);
      assertThat(saidMeanwhile).isLessThan(LINES);
    } finally {
      goOn.countDown();
    }
    assertAllHeard();
  }

  private int received() {
    return server
        .journal()
        .entries(
            entry -> entry.kind() == Kind.RECEIVED && entry.text().contains("\"execution:log\""))
        .size();
  }

  private void assertAllHeard() {
    assertThat(wrong).isEmpty();
    assertThat(heard).hasValue(LINES);
  }

  /** Nothing was said for a second: sockets are full as well. */
  private void awaitStandstill() {
    AtomicInteger seen = new AtomicInteger();
    Awaitility.await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofSeconds(1))
        .until(() -> said.get() > 0 && seen.getAndSet(said.get()) == said.get());
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
