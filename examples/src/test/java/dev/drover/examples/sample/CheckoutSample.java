package dev.drover.examples.sample;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.hub.TestCase;
import dev.drover.hub.Vm;
import dev.drover.testing.DroverTest;
import dev.drover.testing.Steps;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A JUnit suite, one of whose tests fails on purpose, to show what a failure leaves behind. */
@DroverTest
class CheckoutSample {

  private static final String SHOP =
      """
      printf 'tea 2.50\\nmilk 1.25\\nbread 3.99\\n' > prices
      cat > total <<'END'
      for item; do grep "^$item " prices || echo "no price for $item" >&2; done |
        tee /dev/stderr | awk '{ sum += int($2) } END { printf "total %.2f\\n", sum }'
      END
      chmod +x total && echo the shop is open
      """;

  @BeforeEach
  void openTheShop(Vm vm) {
    assertThat(vm.sendCommand(SHOP).output()).isEqualTo("the shop is open\n");
  }

  @Test
  void knowsItsPrices(Vm vm) {
    assertThat(vm.sendCommand("grep tea prices").output()).isEqualTo("tea 2.50\n");
  }

  @Test
  @Steps({"./total bread", "./total tea milk"})
  void listsWhatWasBought(Vm vm, TestCase testCase) {
    assertThat(vm.runSteps(testCase.steps()).isSuccess()).isTrue();
  }

  @Test
  @DisplayName("charges the sum of the prices (fails on purpose)")
  void chargesTheSum(Vm vm) {
    var receipt = vm.sendCommand("./total tea milk bread");

    assertThat(receipt.output())
        .endsWith("total 7.74\n"); // but cents are lost: the sum is of int()
  }
}
