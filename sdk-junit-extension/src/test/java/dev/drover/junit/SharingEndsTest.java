package dev.drover.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.drover.ClientOptions;
import dev.drover.hub.HubClient;
import dev.drover.hub.Vm;
import dev.drover.testing.DroverTest;
import dev.drover.testing.Keep;
import dev.drover.testing.Scope;
import dev.drover.testing.observed.ObservedHub;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.ClassOrderer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestClassOrder;
import org.junit.platform.testkit.engine.EngineTestKit;

/** How long the tests of a class share their VM: no longer than there is one of them. */
class SharingEndsTest {

  private static final List<String> USED = new CopyOnWriteArrayList<>();
  private static ObservedHub hub = ObservedHub.withVms(0);

  @BeforeEach
  void startAHub() {
    hub.close();
    hub = ObservedHub.withVms(3);
    USED.clear();
  }

  @AfterEach
  void closeTheHub() {
    hub.close();
  }

  @Test
  void withTheClassWhereOnlyANestedOneIsAnnotated() {
    run(OneNested.class, 3);

    assertThat(USED).hasSize(2).containsOnly(USED.get(0));
    hub.assertReleasedOnce(1);
  }

  @TestClassOrder(ClassOrderer.OrderAnnotation.class)
  static class OneNested {
    @Nested
    @Order(1)
    @DroverTest(scope = Scope.CLASS)
    class Shares {
      @Test
      void one(Vm vm) {
        USED.add(vm.id());
      }

      @Test
      void two(Vm vm) {
        USED.add(vm.id());
      }
    }

    @Nested
    @Order(2)
    class Later {
      @Test
      void noneIsHeld() {
        assertHeld(0);
      }
    }
  }

  @Test
  void withTheClassWhereOnlyMethodsAreAnnotated() {
    run(TwoMethods.class, 3);

    assertThat(USED).hasSize(2).containsOnly(USED.get(0));
    hub.assertReleasedOnce(1);
  }

  @TestClassOrder(ClassOrderer.OrderAnnotation.class)
  static class TwoMethods {
    @Nested
    @Order(1)
    class Shares {
      @Test
      @DroverTest(scope = Scope.CLASS)
      void one(Vm vm) {
        USED.add(vm.id());
      }

      @Test
      @DroverTest(scope = Scope.CLASS)
      void two(Vm vm) {
        USED.add(vm.id());
      }
    }

    @Nested
    @Order(2)
    class Later {
      @Test
      void noneIsHeld() {
        assertHeld(0);
      }
    }
  }

  @Test
  void withTheOutermostThatIsAnnotated() {
    run(Outer.class, 2);

    assertThat(USED).hasSize(2).containsOnly(USED.get(0));
    hub.assertReleasedOnce(1);
  }

  @DroverTest(scope = Scope.CLASS)
  static class Outer {
    @Test
    void own(Vm vm) {
      USED.add(vm.id());
    }

    @Nested
    class Inner {
      @Test
      void sharesIt(Vm vm) {
        USED.add(vm.id());
      }
    }
  }

  @Test
  void exceptIfOneOfThemFailedWhoseVmIsToBeKept() {
    EngineTestKit.engine("junit-jupiter")
        .selectors(selectClass(Looks.class), selectClass(Fails.class))
        .configurationParameter("drover.hub", hub.uri())
        .configurationParameter("drover.holdFor", "0")
        .configurationParameter(
            "junit.jupiter.testclass.order.default", ClassOrderer.ClassName.class.getName())
        .execute()
        .testEvents()
        .assertStatistics(stats -> stats.failed(1).succeeded(2));

    hub.assertReleasedOnce(1);
  }

  @DroverTest(scope = Scope.CLASS)
  static class Fails {
    @Test
    @Keep
    void fails(Vm vm) {
      throw new AssertionError("its own failure");
    }

    @Test
    void passes(Vm vm) {}
  }

  static class Looks {
    @Test
    void itIsKept() {
      assertHeld(1);
    }
  }

  private static void assertHeld(int number) {
    try (HubClient client = HubClient.connect(ClientOptions.of(hub.uri()))) {
      assertThat(client.listVms()).filteredOn(vm -> vm.testCaseId().isPresent()).hasSize(number);
    }
  }

  private static void run(Class<?> suite, int tests) {
    EngineTestKit.engine("junit-jupiter")
        .selectors(selectClass(suite))
        .configurationParameter("drover.hub", hub.uri())
        .execute()
        .testEvents()
        .assertStatistics(stats -> stats.succeeded(tests).failed(0));
  }
}
