package dev.drover.testng;

import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;
import org.testng.annotations.DataProvider;

/** The data of tests that have none of their own: TestNG fills parameters from data alone. */
public final class OneRow {

  static final String NAME = "drover";

  private OneRow() {}

  /**
   * Called by TestNG.
   *
   * @param test the test method
   * @return one row of empty slots
   */
  @DataProvider(name = NAME)
  public static @Nullable Object[][] emptySlots(Method test) {
    return new @Nullable Object[][] {Slots.padded(test, new Object[0])};
  }
}
