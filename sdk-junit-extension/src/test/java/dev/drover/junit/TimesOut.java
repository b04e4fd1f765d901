package dev.drover.junit;

import dev.drover.hub.Vm;
import dev.drover.testing.DroverTest;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

/**
 * Suites whose tests have less time than they take. Their command has begun before that time does,
 * however slow the machine is.
 */
abstract class TimesOut {

  @BeforeEach
  void begins(Vm vm) {
    vm.startCommand("hang");
  }

  static void waitForEver() throws InterruptedException {
    new CountDownLatch(1).await();
  }

  @DroverTest
  static class OnItsThread extends TimesOut {
    @Test
    @Timeout(value = 200, unit = TimeUnit.MILLISECONDS)
    void hangs(Vm vm) throws InterruptedException {
      waitForEver();
    }
  }

  @DroverTest
  static class OnAnotherThread extends TimesOut {
    @Test
    @Timeout(value = 200, unit = TimeUnit.MILLISECONDS, threadMode = ThreadMode.SEPARATE_THREAD)
    void hangs(Vm vm) throws InterruptedException {
      waitForEver();
    }
  }
}
