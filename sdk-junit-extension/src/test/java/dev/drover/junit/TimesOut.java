package dev.drover.junit;

import dev.drover.hub.Vm;
import dev.drover.testing.DroverTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

/**
 * Suites whose tests have less time than they take: enough to begin their command, however slow the
 * machine is.
 */
final class TimesOut {

  private TimesOut() {}

  @DroverTest
  static class OnItsThread {
    @Test
    @Timeout(2)
    void hangs(Vm vm) {
      vm.sendCommand("hang");
    }
  }

  @DroverTest
  static class OnAnotherThread {
    @Test
    @Timeout(value = 2, threadMode = ThreadMode.SEPARATE_THREAD)
    void hangs(Vm vm) {
      vm.sendCommand("hang");
    }
  }
}
