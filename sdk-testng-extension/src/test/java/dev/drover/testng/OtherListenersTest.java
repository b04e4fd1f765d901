package dev.drover.testng;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.hub.HubClient;
import dev.drover.hub.Vm;
import dev.drover.testing.DroverTest;
import dev.drover.testing.OnInfrastructureFailure;
import dev.drover.testing.observed.ObservedHub;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.testng.IAnnotationTransformer;
import org.testng.IHookCallBack;
import org.testng.IHookable;
import org.testng.ITestResult;
import org.testng.annotations.DataProvider;
import org.testng.annotations.ITestAnnotation;
import org.testng.annotations.Test;

/** Beside a suite's own annotations on classes, hooks and transformers. */
class OtherListenersTest {

  private static int attempts;

  private final ObservedHub hub = ObservedHub.withVms(4);

  @AfterEach
  void closeTheHub() {
    hub.close();
  }

  @org.junit.jupiter.api.Test
  void methodsOfAnAnnotatedClassHaveTheirVms() {
    NgRun run = NgRun.of(hub.uri(), WholeClass.class);

    assertThat(run.failed()).extracting(ITestResult::getThrowable).isEmpty();
    assertThat(run.passed())
        .extracting(ITestResult::getName)
        .containsExactlyInAnyOrder("withVm", "without", "ofItsOwn");
    hub.assertReleasedOnce(2);
  }

  @DroverTest
  @Test
  public static class WholeClass {
    public void withVm(Vm vm, HubClient client) {
      assertThat(client.listVms()).anyMatch(listed -> listed.vmId().equals(vm.id()));
    }

    public void without() {}

    @Test
    public void ofItsOwn(Vm vm) {
      assertThat(vm.sendCommand("anything").isSuccess()).isTrue();
    }
  }

  @org.junit.jupiter.api.Test
  void methodsThatAnAnnotatedClassInheritsHaveTheirVmsToo() {
    NgRun run = NgRun.of(hub.uri(), Inherits.class);

    assertThat(run.failed()).extracting(ITestResult::getThrowable).isEmpty();
    assertThat(run.passed()).hasSize(1);
  }

  @Test
  public abstract static class Inherited {
    public void passes(Vm vm) {
      assertThat(vm.sendCommand("anything").isSuccess()).isTrue();
    }
  }

  @DroverTest
  public static class Inherits extends Inherited {}

  @org.junit.jupiter.api.Test
  void evenIfTheClassThatDeclaresThemIsNotAnnotatedAtAll() {
    NgRun run = NgRun.of(hub.uri(), InheritsOne.class, NotAnnotated.class);

    assertThat(run.passed())
        .singleElement()
        .satisfies(
            result ->
                assertThat(result.getTestClass().getRealClass()).isEqualTo(InheritsOne.class));
    assertThat(run.failed())
        .extracting(ITestResult::getThrowable)
        .singleElement()
        .asString()
        .contains("NotAnnotated.passes takes what only Drover gives", "@DroverTest");
    hub.assertReleasedOnce(1);
  }

  public static class NotAnnotated {
    @Test
    public void passes(Vm vm) {
      assertThat(vm.sendCommand("anything").isSuccess()).isTrue();
    }
  }

  @DroverTest
  public static class InheritsOne extends NotAnnotated {}

  @org.junit.jupiter.api.Test
  void andTheRowsOfDataThatTheyBringThemselves() {
    NgRun run = NgRun.of(hub.uri(), InheritsData.class);

    assertThat(run.failed()).extracting(ITestResult::getThrowable).isEmpty();
    assertThat(run.passed()).hasSize(2);
    hub.assertReleasedOnce(2);
  }

  public abstract static class InheritedWithData {
    @DataProvider
    public Object[][] colors() {
      return new Object[][] {{"red"}, {"green"}};
    }

    @Test(dataProvider = "colors")
    public void withData(Vm vm, String color) {
      assertThat(color).isIn("red", "green");
      assertThat(vm.sendCommand(color).isSuccess()).isTrue();
    }
  }

  @DroverTest
  public static class InheritsData extends InheritedWithData {}

  @org.junit.jupiter.api.Test
  void dataOfAMethodStayWhereTheyAre() {
    NgRun run = NgRun.of(hub.uri(), WholeClassWithData.class);

    assertThat(run.failed()).extracting(ITestResult::getThrowable).isEmpty();
    assertThat(run.passed()).hasSize(2);
  }

  @DroverTest
  @Test
  public static class WholeClassWithData {
    @DataProvider
    public Object[][] colors() {
      return new Object[][] {{"red"}, {"green"}};
    }

    @Test(dataProvider = "colors")
    public void withData(String color, Vm vm) {
      assertThat(color).isIn("red", "green");
      assertThat(vm.sendCommand(color).isSuccess()).isTrue();
    }
  }

  @org.junit.jupiter.api.Test
  void methodsOfAnAnnotatedClassAreTriedAgain() {
    attempts = 0;

    NgRun run = NgRun.of(hub.uri(), WholeClassTriesAgain.class);

    assertThat(run.failed()).isEmpty();
    assertThat(run.passed()).hasSize(1);
    assertThat(attempts).isEqualTo(2);
  }

  @DroverTest(onInfrastructureFailure = OnInfrastructureFailure.RETRY)
  @Test
  public static class WholeClassTriesAgain {
    public void asks(Vm vm, HubClient client) {
      if (++attempts == 1) {
        client.vm("no such VM").sendCommand("anything");
      }
    }
  }

  @org.junit.jupiter.api.Test
  void noTestIsTriedMoreThanTwice() {
    attempts = 0;

    NgRun run = NgRun.of(hub.uri(), NeverWorks.class);

    assertThat(run.passed()).isEmpty();
    assertThat(attempts).isEqualTo(2);
  }

  @DroverTest(onInfrastructureFailure = OnInfrastructureFailure.RETRY)
  public static class NeverWorks {
    @Test
    public void asks(Vm vm, HubClient client) {
      attempts++;
      client.vm("no such VM").sendCommand("anything");
    }
  }

  @org.junit.jupiter.api.Test
  void aClassThatIsAHookItselfFailsWithTheReason() {
    NgRun run = NgRun.of(hub.uri(), OwnHook.class);

    assertThat(run.passed()).isEmpty();
    assertThat(run.failed().get(0).getThrowable())
        .hasMessageContaining("OwnHook.fails was run without what Drover gives it")
        .hasMessageContaining("new DroverListener().run(callBack, result)");
    hub.assertReleasedOnce(1);
  }

  @DroverTest
  public static class OwnHook implements IHookable {
    @Override
    public void run(IHookCallBack callBack, ITestResult result) {
      callBack.runTestMethod(result);
    }

    @Test
    public void fails(Vm vm) {}
  }

  @org.junit.jupiter.api.Test
  void norDoesOneThatIsNotAnnotatedPassWithoutItsVm() {
    NgRun run = NgRun.of(hub.uri(), OwnHookNotAnnotated.class);

    assertThat(run.passed()).extracting(ITestResult::getName).containsExactly("takesNothing");
    assertThat(run.failed())
        .hasSize(2)
        .allSatisfy(
            result ->
                assertThat(result.getThrowable())
                    .hasMessageContaining("takes what only Drover gives"));
    hub.assertReleasedOnce(0);
  }

  @org.junit.jupiter.api.Test
  void norOneThatExpectsJustThat() {
    assertThat(NgRun.of(hub.uri(), ExpectsTheReason.class).failed())
        .singleElement()
        .satisfies(
            result ->
                assertThat(result.getThrowable())
                    .hasMessageContaining("takes what only Drover gives"));
  }

  public static class ExpectsTheReason {
    @Test(expectedExceptions = IllegalStateException.class)
    public void fails(Vm vm) {}
  }

  public static class OwnHookNotAnnotated implements IHookable {
    @Override
    public void run(IHookCallBack callBack, ITestResult result) {
      callBack.runTestMethod(result);
    }

    @Test
    public void fails(Vm vm) {}

    @Test(expectedExceptions = NullPointerException.class)
    public void failsToo(Vm vm) {
      vm.id();
    }

    @Test
    public void takesNothing() {}
  }

  @org.junit.jupiter.api.Test
  void aHookMayPassOn() {
    assertThat(NgRun.of(hub.uri(), PassesOn.class).passed()).hasSize(1);
  }

  @DroverTest
  public static class PassesOn implements IHookable {
    @Override
    public void run(IHookCallBack callBack, ITestResult result) {
      new DroverListener().run(callBack, result);
    }

    @Test
    public void passes(Vm vm) {
      assertThat(vm.id()).startsWith("vm-");
    }
  }

  @org.junit.jupiter.api.Test
  void aTransformerOfTheSuiteTakesThePlaceOfDrovers() {
    NgRun run = NgRun.withListener(Ignores.class, hub.uri(), Plain.class);

    assertThat(run.passed()).isEmpty();
  }

  @org.junit.jupiter.api.Test
  void butMayPassOn() {
    NgRun run = NgRun.withListener(PassesOnTransforming.class, hub.uri(), Plain.class);

    assertThat(run.passed()).hasSize(1);
  }

  @DroverTest
  public static class Plain {
    @Test
    public void passes(Vm vm) {
      assertThat(vm.id()).startsWith("vm-");
    }
  }

  public static class Ignores implements IAnnotationTransformer {
    @Override
    @SuppressWarnings("rawtypes")
    public void transform(
        ITestAnnotation annotation,
        @Nullable Class testClass,
        @Nullable Constructor constructor,
        @Nullable Method method) {}
  }

  public static class PassesOnTransforming implements IAnnotationTransformer {
    @Override
    @SuppressWarnings("rawtypes")
    public void transform(
        ITestAnnotation annotation,
        @Nullable Class testClass,
        @Nullable Constructor constructor,
        @Nullable Method method) {
      new DroverListener().transform(annotation, testClass, constructor, method);
    }
  }
}
