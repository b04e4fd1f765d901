package dev.drover.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.testkit.engine.EventConditions.finishedWithFailure;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.instanceOf;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.message;

import dev.drover.hub.Assignment;
import dev.drover.hub.HubClient;
import dev.drover.hub.TestCase;
import dev.drover.hub.Vm;
import dev.drover.reference.ReferenceServer;
import dev.drover.testing.DroverTest;
import dev.drover.testing.Steps;
import dev.drover.testing.TestCaseId;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.platform.testkit.engine.EngineExecutionResults;

/** What methods and constructors can ask for. */
class ParametersTest extends SuiteRuns {

  @Test
  void oneVmServesAllMethodsOfAnInvocation() {
    EngineExecutionResults results = run(SameVm.class);

    results.testEvents().assertStatistics(stats -> stats.succeeded(1).failed(0));
    assertAllVmsGivenBack(results);
  }

  static class SameVm extends Suite {
    private String before = "";

    @BeforeEach
    void before(Vm vm) {
      before = vm.id();
    }

    @Test
    void test(HubClient hub, Assignment assignment, Vm vm, Vm other, TestCase testCase) {
      assertThat(vm.id()).isEqualTo(before).isEqualTo(assignment.vm().id());
      assertThat(other.id()).isNotEqualTo(before);
      assertThat(assignment.testCase()).isEqualTo(testCase);
      assertThat(hub.listVms()).filteredOn(v -> v.testCaseId().isPresent()).hasSize(2);
    }

    @AfterEach
    void after(Vm vm, Vm other) {
      assertThat(vm.id()).isEqualTo(before);
      assertThat(other.id()).isNotEqualTo(before);
    }
  }

  @Test
  void theHubHearsIdAndSteps() {
    EngineExecutionResults results = run(Described.class);

    results.testEvents().assertStatistics(stats -> stats.succeeded(2).failed(0));
    assertAllVmsGivenBack(results);
  }

  static class Described extends Suite {
    @Test
    @Steps({"open the page", "log in"})
    @TestCaseId("login")
    void annotated(Assignment first, Assignment second) {
      assertThat(first.testCase()).isEqualTo(TestCase.of("login", "open the page", "log in"));
      assertThat(second.testCase().id()).isEqualTo("login-2");
    }

    @Test
    void plain(TestCase testCase) {
      assertThat(testCase.id()).startsWith(Described.class.getName() + "#plain@");
      assertThat(testCase.steps()).isEqualTo(List.of());
    }
  }

  @Test
  void oneMethodAloneCanBeADroverTest() {
    EngineExecutionResults results = run(OneMethod.class);

    results.testEvents().assertStatistics(stats -> stats.succeeded(1).failed(1));
    assertAllVmsGivenBack(results);
  }

  static class OneMethod {
    @Test
    @DroverTest
    void with(Vm vm) {}

    @Test
    void without(Vm vm) {}
  }

  @Test
  void aConstructorHasTheVmOfItsTest() {
    EngineExecutionResults results = run(VmInConstructor.class);

    results.testEvents().assertStatistics(stats -> stats.succeeded(2).failed(0));
    assertAllVmsGivenBack(results);
  }

  static class VmInConstructor extends Suite {
    private final Vm given;

    VmInConstructor(HubClient hub, Vm vm) {
      given = vm;
    }

    @RepeatedTest(2)
    void test(Vm vm) {
      assertThat(vm.id()).isEqualTo(given.id());
    }
  }

  @Test
  void methodsOfTheWholeClassGetNoVm() {
    run(VmBeforeAll.class)
        .containerEvents()
        .assertThatEvents()
        .haveExactly(
            1,
            finishedWithFailure(
                instanceOf(ParameterResolutionException.class),
                message(text -> text.contains("scope = Scope.CLASS"))));
  }

  @DroverTest
  static class VmBeforeAll {
    @BeforeAll
    static void beforeAll(Vm vm) {}

    @Test
    void neverRuns() {}
  }

  @Test
  void noReferenceServerWhereAHubIsConfigured() {
    run(NeedsServer.class)
        .testEvents()
        .assertThatEvents()
        .haveExactly(
            1,
            finishedWithFailure(
                instanceOf(ParameterResolutionException.class),
                message(text -> text.contains("system property drover.hub"))));
  }

  @DroverTest
  static class NeedsServer {
    @Test
    void neverRuns(ReferenceServer server) {}
  }
}
