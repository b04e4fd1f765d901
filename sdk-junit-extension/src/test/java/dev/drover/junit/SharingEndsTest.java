package dev.drover.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.hub.Vm;
import dev.drover.testing.DroverTest;
import dev.drover.testing.Keep;
import dev.drover.testing.Scope;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.ClassOrderer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestClassOrder;

/** How long the tests of a class share their VM: no longer than there is one of them. */
class SharingEndsTest extends OnAHub {

  private static final List<String> USED = new CopyOnWriteArrayList<>();

  SharingEndsTest() {
    super(3);
  }

  @BeforeEach
  void forgetTheRunBefore() {
    USED.clear();
  }

  @Test
  void withTheClassWhereOnlyANestedOneIsAnnotated() {
    run(OneNested.class).assertStatistics(stats -> stats.succeeded(3).failed(0));

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
    run(TwoMethods.class).assertStatistics(stats -> stats.succeeded(3).failed(0));

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
    run(Outer.class).assertStatistics(stats -> stats.succeeded(2).failed(0));

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
    run(Looks.class, Fails.class).assertStatistics(stats -> stats.failed(1).succeeded(2));

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
}
