package dev.drover.testing.internal.bundle.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What people read of a test's names, each word once. */
class TestNameTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "finds()                  | SearchTest.finds",
        "finds                    | SearchTest.finds",
        "''                       | SearchTest.finds",
        "finds(Vm, TestCase)      | SearchTest.finds(Vm, TestCase)",
        "[1] red                  | SearchTest.finds: [1] red",
        "finds what is there      | SearchTest.finds: finds what is there"
      })
  void saysItOnce(String displayName, String read) {
    assertThat(new TestName("a.b.SearchTest", "finds", displayName)).hasToString(read);
  }
}
