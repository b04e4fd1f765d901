package dev.drover.examples.sample;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.hub.Vm;
import dev.drover.testing.DroverTest;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/** A TestNG suite, one of whose tests fails on purpose, to show what a failure leaves behind. */
@DroverTest
public class CheckoutTestNgSample {

  private static final String SHOP =
      """
      printf 'tea 2.50\\nmilk 1.25\\nbread 3.99\\n' > prices
      price() { grep "^$1 " prices || { echo "no price for $1" >&2; return 4; }; }
      """;

  /** What is asked for, and what it costs. */
  @DataProvider
  public Object[][] prices() {
    return new Object[][] {{"tea", "2.50"}, {"milk", "1.25"}, {"sugar", "0.89"}};
  }

  /** Fails on purpose for sugar. */
  @Test(dataProvider = "prices")
  public void hasAPrice(String item, String price, Vm vm) {
    var found = vm.sendCommand(SHOP + "price " + item);

    assertThat(found.output()).isEqualTo(item + " " + price + "\n");
  }

  /** Passes. */
  @Test
  public void hasThreePrices(Vm vm) {
    assertThat(vm.sendCommand(SHOP + "wc -l < prices").output().strip()).isEqualTo("3");
  }
}
