package dev.drover.testing.internal.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.hub.CommandResult;
import dev.drover.hub.Vm;

/** A test as users write them. It fails. */
final class CheckoutSample {

  private CheckoutSample() {}

  static void paysWithAStoredCard(Vm vm) {
    vm.sendCommand("uname -sr; date -u +%F");
    vm.sendCommand(
        "printf '\\033[1mshop 4.2\\033[0m\\n\\033[32m✔\\033[0m catalogue \\033[32m✔\\033[0m basket \\033[31m✘\\033[0m payment\\n'");
    vm.sendCommand("seq -f 'order %06g accepted' 1 20000");

    CommandResult receipt =
        vm.sendCommand("echo 'total 42.00 EUR, card declined: limit reached' >&2; exit 7");

    assertThat(receipt.output()).as("the receipt for order 20000").contains("paid");
  }
}
