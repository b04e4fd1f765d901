package dev.drover.testing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What is read of a test's method. */
class TestMethodTest {

  @Test
  void annotationsGiveIdAndSteps() throws NoSuchMethodException {
    TestMethod test = described("annotated");

    assertThat(test.testCaseId()).contains("login");
    assertThat(test.steps()).containsExactly("open", "type");
  }

  @Test
  void withoutAnnotationsThereAreNeither() throws NoSuchMethodException {
    TestMethod test = described("plain");

    assertThat(test.testCaseId()).isEmpty();
    assertThat(test.steps()).isEmpty();
    assertThat(test.name()).isEqualTo(Inherits.class.getName() + "#plain");
  }

  private static TestMethod described(String method) throws NoSuchMethodException {
    return TestMethod.of(Inherits.class, Suite.class.getDeclaredMethod(method));
  }

  static class Suite {
    @Steps({"open", "type"})
    @TestCaseId("login")
    void annotated() {}

    void plain() {}
  }

  static final class Inherits extends Suite {}
}
