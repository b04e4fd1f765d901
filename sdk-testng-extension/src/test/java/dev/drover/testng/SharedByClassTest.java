package dev.drover.testng;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.hub.HubClient;
import dev.drover.hub.Vm;
import dev.drover.testing.DroverTest;
import dev.drover.testing.Scope;
import dev.drover.testing.observed.ObservedHub;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.testng.IMethodInstance;
import org.testng.IMethodInterceptor;
import org.testng.ITestContext;
import org.testng.ITestListener;
import org.testng.ITestResult;
import org.testng.annotations.AfterClass;
import org.testng.annotations.Factory;
import org.testng.annotations.Test;
import org.testng.xml.XmlSuite;
import org.testng.xml.XmlSuite.ParallelMode;

/** How long the tests of a class share their VM: all of them, and no others. */
class SharedByClassTest {

  private static CountDownLatch firstHasEnded = new CountDownLatch(1);
  private static final Set<String> HAD = ConcurrentHashMap.newKeySet();

  private final ObservedHub hub = ObservedHub.withVms(2);

  @BeforeEach
  void begin() {
    firstHasEnded = new CountDownLatch(1);
    HAD.clear();
  }

  @AfterEach
  void closeTheHub() {
    hub.close();
  }

  @org.junit.jupiter.api.Test
  void allInstancesOfAClassHaveTheSame() {
    NgRun run = NgRun.of(suite(Made.class));

    assertThat(run.failed()).extracting(ITestResult::getThrowable).isEmpty();
    assertThat(run.passed()).hasSize(6);
    assertThat(HAD).hasSize(1);
    hub.assertReleasedOnce(1);
  }

  @org.junit.jupiter.api.Test
  void alsoIfOneInstanceEndsBeforeTheOthersBegin() {
    XmlSuite suite = suite(Made.class);
    suite.setGroupByInstances(true);

    NgRun run = NgRun.of(suite);

    assertThat(run.passed()).hasSize(6);
    assertThat(HAD).hasSize(1);
    hub.assertReleasedOnce(1);
  }

  @org.junit.jupiter.api.Test
  void andInParallel() {
    XmlSuite suite = suite(Made.class);
    suite.setParallel(ParallelMode.INSTANCES);
    suite.setThreadCount(3);

    NgRun run = NgRun.of(suite);

    assertThat(run.passed()).hasSize(6);
    assertThat(HAD).hasSize(1);
    hub.assertReleasedOnce(1);
  }

  @DroverTest(scope = Scope.CLASS)
  public static class Made {
    @Factory
    public static Object[] three() {
      return new Object[] {new Made(), new Made(), new Made()};
    }

    @Test
    public void one(Vm vm) {
      HAD.add(vm.id());
    }

    @Test
    public void two(Vm vm) {
      HAD.add(vm.id());
      assertThat(vm.sendCommand("anything").isSuccess()).isTrue();
    }
  }

  @org.junit.jupiter.api.Test
  void aClassThatTwoTestsOfASuiteRunEndsInEachByItself() {
    XmlSuite suite = suite(InTwoTests.class);
    suite.getTests().get(0).setName(InTwoTests.FIRST);
    NgRun.addTest(suite, InTwoTests.class).setName("second");
    suite.setParallel(ParallelMode.TESTS);
    suite.setThreadCount(2);
    suite.setListeners(List.of(TellsOfTheFirst.class.getName()));

    NgRun run = NgRun.of(suite);

    assertThat(run.failed()).extracting(ITestResult::getThrowable).isEmpty();
    assertThat(run.passed()).hasSize(4);
    assertThat(HAD).hasSize(2);
    hub.assertReleasedOnce(2);
  }

  @DroverTest(scope = Scope.CLASS)
  public static class InTwoTests {
    static final String FIRST = "first";

    @Test(priority = 1)
    public void begins(Vm vm) {
      HAD.add(vm.id());
    }

    @Test(priority = 2)
    public void hasItStill(ITestContext test, Vm vm, HubClient client) throws Exception {
      if (!test.getName().equals(FIRST)) {
        assertThat(firstHasEnded.await(60, TimeUnit.SECONDS)).isTrue();
      }
      assertThat(HAD).contains(vm.id());
      assertThat(client.listVms())
          .anyMatch(listed -> listed.vmId().equals(vm.id()) && listed.testCaseId().isPresent());
    }
  }

  public static class TellsOfTheFirst implements ITestListener {
    @Override
    public void onFinish(ITestContext test) {
      if (test.getName().equals(InTwoTests.FIRST)) {
        firstHasEnded.countDown();
      }
    }
  }

  @org.junit.jupiter.api.Test
  void aClassOfWhichAnInstanceIsLeftOutEndsWithItsTest() {
    XmlSuite suite = suite(OneIsLeftOut.class);
    NgRun.addTest(suite, LooksAtOthers.class).setName("second");
    suite.setListeners(List.of(LeavesOut.class.getName()));

    NgRun run = NgRun.of(suite);

    assertThat(run.failed()).extracting(ITestResult::getThrowable).isEmpty();
    assertThat(run.passed()).hasSize(2);
    hub.assertReleasedOnce(1);
  }

  @DroverTest(scope = Scope.CLASS)
  public static class OneIsLeftOut {
    private final boolean leftOut;

    public OneIsLeftOut(boolean leftOut) {
      this.leftOut = leftOut;
    }

    @Factory
    public static Object[] two() {
      return new Object[] {new OneIsLeftOut(true), new OneIsLeftOut(false)};
    }

    @Test
    public void passes(Vm vm) {}
  }

  @DroverTest
  public static class LooksAtOthers {
    @Test
    public void nobodyHasAVm(HubClient client) {
      assertThat(client.listVms()).hasSize(2).noneMatch(vm -> vm.testCaseId().isPresent());
    }
  }

  public static class LeavesOut implements IMethodInterceptor {
    @Override
    public List<IMethodInstance> intercept(List<IMethodInstance> methods, ITestContext test) {
      return methods.stream()
          .filter(method -> !(method.getInstance() instanceof OneIsLeftOut one) || !one.leftOut)
          .toList();
    }
  }

  @org.junit.jupiter.api.Test
  void whatTearsTheClassDownStillHasIt() {
    NgRun run = NgRun.of(suite(TearsDown.class, LooksAtOthers.class));

    assertThat(run.failed()).extracting(ITestResult::getThrowable).isEmpty();
    assertThat(HAD).containsExactlyInAnyOrder("1: true", "1: tidy", "2: true", "2: tidy");
    hub.assertReleasedOnce(1);
  }

  /** TestNG fills no such parameters: the suite keeps what the newest test was given. */
  @DroverTest(scope = Scope.CLASS)
  public static class TearsDown {
    private static @Nullable Vm newest;
    private final int number;
    private Runnable looking = () -> {};

    public TearsDown(int number) {
      this.number = number;
    }

    @Factory
    public static Object[] two() {
      return new Object[] {new TearsDown(1), new TearsDown(2)};
    }

    @Test
    public void takes(Vm mine, HubClient client) {
      newest = mine;
      looking =
          () ->
              HAD.add(
                  number
                      + ": "
                      + client.listVms().stream()
                          .anyMatch(
                              vm -> vm.vmId().equals(mine.id()) && vm.testCaseId().isPresent()));
    }

    @AfterClass
    public void looks() {
      looking.run();
      assertThat(requireNonNull(newest).sendCommand("tidy up").isSuccess()).isTrue();
      HAD.add(number + ": tidy");
    }

    @AfterClass(enabled = false)
    public void never() {}
  }

  @org.junit.jupiter.api.Test
  void aClassEndsThoughItsTearDownCannotBeCalled() {
    NgRun run = NgRun.of(suite(WantsAVmInTearDown.class, LooksAtOthers.class));

    assertThat(run.failed()).extracting(ITestResult::getThrowable).isEmpty();
    assertThat(run.passed()).hasSize(2);
    hub.assertReleasedOnce(1);
  }

  /** TestNG can make no such parameter. */
  @DroverTest(scope = Scope.CLASS)
  public static class WantsAVmInTearDown {
    @Test
    public void passes(Vm vm) {}

    @AfterClass
    public void never(Vm vm) {}

    @AfterClass(dependsOnMethods = "never")
    public void isSkipped() {}
  }

  private XmlSuite suite(Class<?>... classes) {
    XmlSuite suite = new XmlSuite();
    suite.setParameters(new HashMap<>(Map.of("drover.hub", hub.uri())));
    NgRun.addTest(suite, classes);
    return suite;
  }
}
