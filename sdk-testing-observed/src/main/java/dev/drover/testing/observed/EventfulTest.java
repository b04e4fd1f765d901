package dev.drover.testing.observed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.ConnectionEvent;
import dev.drover.hub.HubClient;
import dev.drover.hub.Vm;
import dev.drover.hub.VmStateChanged;
import dev.drover.reference.PeerRole;
import dev.drover.reference.ReferenceServer;
import dev.drover.reference.ScriptedVm;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** A test with the embedded server to which everything happens that a page can tell of. */
public final class EventfulTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private EventfulTest() {}

  /** Its body, which fails. */
  public static void run(ReferenceServer server, HubClient hub) {
    ScriptedVm scripted = server.vm("eventful");
    scripted.onCommand("look").reply("done\n", 0).onScreenshot(ObservedHub.picture());
    Vm vm = hub.vm("eventful");
    vm.sendCommand("look");
    hub.vmStates()
        .expect(VmStateChanged.class, PATIENCE, () -> scripted.state(Map.of("status", "busy")));
    hub.connectionEvents()
        .expect(
            ConnectionEvent.Resubscribed.class,
            PATIENCE,
            () -> server.faults().cutAll(PeerRole.CLIENT));
    throw new AssertionError("its own failure");
  }

  /** Checks that its page tells all of that. */
  public static void assertTold(Path artifacts) {
    ReportedRun report = ReportedRun.in(artifacts);
    report.assertTells("1 failed", "test: its own failure | 1 screen | $ look → exit 0 done");
    FailurePage page = report.pages().get(0);
    assertThat(page.section("states")).contains("eventful", "busy");
    assertThat(page.section("connections")).contains("1 gap.", "lost: ", "gap of ");
    assertThat(page.section("journal")).contains("\"command\"", "look", "eventful");
  }
}
