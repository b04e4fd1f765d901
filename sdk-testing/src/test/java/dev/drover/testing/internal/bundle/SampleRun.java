package dev.drover.testing.internal.bundle;

import static org.awaitility.Awaitility.await;

import dev.drover.ConnectionEvent;
import dev.drover.ConnectionException;
import dev.drover.execution.ExecutionClient;
import dev.drover.execution.Preview;
import dev.drover.execution.PreviewQuality;
import dev.drover.hub.CommandHandle;
import dev.drover.hub.HubClient;
import dev.drover.hub.TestCase;
import dev.drover.hub.Vm;
import dev.drover.reference.Execution;
import dev.drover.reference.ExecutionModule;
import dev.drover.reference.ExecutionPlan;
import dev.drover.reference.PeerRole;
import dev.drover.reference.ReferenceServer;
import dev.drover.testing.internal.bundle.model.Outcome;
import dev.drover.testing.internal.bundle.model.Phase;
import dev.drover.testing.internal.bundle.model.TestName;
import dev.drover.testing.internal.bundle.model.Verdict;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A run as it happens to users, on an embedded server with VMs that run real commands. */
final class SampleRun implements AutoCloseable {

  static final String TOKEN = "s3cr3t-t0ken-of-the-sample";

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final ReferenceServer server = ReferenceServer.start();
  private final HubClient client = HubClient.connect(server.uri().toString());
  private final RunReport report;

  SampleRun(Path folder) {
    report = RunReport.open(ReportOptions.of(folder, "sample"));
    report.secret(TOKEN);
    report.environment("Hub", "the embedded server, " + server.uri());
  }

  RunReport report() {
    return report;
  }

  /** Everything that a page can show, in one test; gives its page. */
  Path checkout() {
    TestEvidence evidence =
        report.begin(
            new TestName(
                CheckoutSample.class.getName(), "paysWithAStoredCard", "[2] VISA, limit reached"));
    evidence.server(server);
    HubClient hub = evidence.hub(client);
    Vm vm = hub.spinUp(TestCase.of("checkout")).vm();
    evidence.spent(Phase.QUEUE, Duration.ofMillis(420));
    evidence.spent(Phase.START, Duration.ofMillis(310));
    CommandHandle follower = vm.startCommand("echo watching the log; sleep 300");
    film(evidence, vm);
    outage(hub);
    vm.sendCommand("echo token is " + TOKEN);
    try {
      CheckoutSample.paysWithAStoredCard(vm);
      throw new IllegalStateException("the sample passed");
    } catch (AssertionError e) {
      evidence.failed("test", e, Verdict.PRODUCT);
    }
    follower.stop();
    hub.release("checkout");
    return evidence.close(Outcome.FAILED).get(0);
  }

  /** Tests of all other outcomes, one of them lost its VM. */
  void others() {
    for (int i = 1; i <= 6; i++) {
      TestEvidence passing = report.begin(name("finds", "[" + i + "] page " + i));
      Vm vm = passing.hub(client).spinUp(TestCase.of("finds-" + i)).vm();
      vm.sendCommand("echo found");
      client.release("finds-" + i);
      passing.close(Outcome.PASSED);
    }
    TestEvidence lost = report.begin(name("keepsTheBasket", "keepsTheBasket()"));
    lost.vm(client.vm("vm-gone"));
    lost.failed(
        "test",
        new ConnectionException(
            ConnectionException.Reason.LOST, "command 'ls' on vm-gone: the VM is gone", null),
        Verdict.infrastructure("The VM missed its heartbeats for 12 s."));
    lost.note("Tried again on another VM.");
    lost.close(Outcome.RETRIED);
    report.begin(name("needsWindows", "needsWindows()")).close(Outcome.SKIPPED);
  }

  private static TestName name(String method, String display) {
    return new TestName("com.example.shop.SearchTest", method, display);
  }

  private void film(TestEvidence evidence, Vm vm) {
    Execution execution =
        server.execute(
            ExecutionPlan.on(vm.id())
                .withModule(
                    ExecutionModule.command(
                        "browse", "for i in 1 2 3 4 5 6; do echo page $i; sleep 0.6; done")));
    try (ExecutionClient watcher =
        ExecutionClient.connect(server.uri().toString(), execution.id())) {
      evidence.connection("execution", watcher.state(), watcher.connectionEvents());
      Preview preview = watcher.startPreview(vm.id(), PreviewQuality.MEDIUM);
      evidence.preview(preview);
      watcher.awaitCompletion(PATIENCE);
    }
  }

  private void outage(HubClient hub) {
    hub.connectionEvents()
        .expect(
            ConnectionEvent.Resubscribed.class,
            PATIENCE,
            () -> server.faults().cutAll(PeerRole.CLIENT));
    await().atMost(PATIENCE).until(() -> !hub.extensions().isEmpty());
  }

  List<String> vmIds() {
    return server.vms().stream().map(vm -> vm.vmId()).toList();
  }

  @Override
  public void close() {
    report.close();
    client.close();
    server.close();
  }
}
