package dev.drover.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.platform.testkit.engine.EventConditions.finishedWithFailure;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.message;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.suppressed;

import dev.drover.ConnectionException;
import dev.drover.hub.HubClient;
import dev.drover.hub.Vm;
import dev.drover.reference.ReferenceServer;
import dev.drover.testing.DroverTest;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.platform.testkit.engine.EngineExecutionResults;

/** Which hub a suite uses, and what becomes of it. */
class HubChoiceTest extends SuiteRuns {

  private static final Set<String> SERVERS = ConcurrentHashMap.newKeySet();

  @Test
  void withoutAHubOneServerIsEmbeddedForTheRunAndClosedAfterIt() {
    System.clearProperty("drover.hub");
    SERVERS.clear();

    EngineExecutionResults results = run(Embedded.class);

    results.testEvents().assertStatistics(stats -> stats.succeeded(3).failed(0));
    assertThat(SERVERS).hasSize(1);
    assertThatThrownBy(() -> HubClient.connect(SERVERS.iterator().next()))
        .isInstanceOf(ConnectionException.class);
  }

  static class Embedded extends Suite {
    @Test
    void one(ReferenceServer server, Vm vm) {
      SERVERS.add(server.uri().toString());
      assertThat(vm.sendCommand("echo one").output()).isEqualTo("one\n");
    }

    @Test
    void two(ReferenceServer server) {
      SERVERS.add(server.uri().toString());
    }

    @Nested
    class Inner {
      @Test
      void three(ReferenceServer server) {
        SERVERS.add(server.uri().toString());
      }
    }
  }

  @Test
  void theInnermostAnnotationThatSaysAnythingCounts() {
    EngineExecutionResults results = run(Annotated.class);

    results.testEvents().assertStatistics(stats -> stats.succeeded(2).failed(1));
    results
        .testEvents()
        .assertThatEvents()
        .haveExactly(1, finishedWithFailure(message(text -> text.contains("127.0.0.1:1 "))));
  }

  @DroverTest(hub = "embedded")
  static class Annotated {
    @Test
    void ofTheClass(ReferenceServer server) {}

    @Test
    @DroverTest(hub = "ws://127.0.0.1:1")
    void ofTheMethod(HubClient nobodyThere) {}

    @Nested
    @DroverTest
    class Inner {
      @Test
      void ofTheOuterClass(ReferenceServer server) {}
    }
  }

  @Test
  void aHubThatIsGoneDoesNotHideTheTestsOwnFailure() {
    EngineExecutionResults results = run(HubGone.class);

    results
        .testEvents()
        .assertThatEvents()
        .haveExactly(
            1,
            finishedWithFailure(
                message("its own failure"),
                suppressed(0, message(text -> text.contains("not given back yet")))));
  }

  @DroverTest(hub = "embedded")
  static class HubGone {
    @Test
    void fails(Vm vm, ReferenceServer server) {
      server.close();
      throw new IllegalStateException("its own failure");
    }
  }
}
