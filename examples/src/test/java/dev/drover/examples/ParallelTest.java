package dev.drover.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.parallel.ExecutionMode.CONCURRENT;

import dev.drover.hub.Vm;
import dev.drover.testing.DroverTest;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Tests side by side that share two VMs: each waits its turn, first come first served, and the VMs
 * stay warm. It takes {@code junit.jupiter.execution.parallel.enabled = true} in {@code
 * junit-platform.properties}; for TestNG it is {@code parallel="methods"} in the suite.
 */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the commands are lines for sh")
@DroverTest(pool = 2)
@Execution(CONCURRENT)
class ParallelTest {

  private static final Set<String> used = ConcurrentHashMap.newKeySet();

  @ParameterizedTest
  @ValueSource(strings = {"art", "biology", "chemistry", "drama", "economics", "French"})
  void hasTheVmForItself(String subject, Vm vm) {
    used.add(vm.id());

    vm.sendCommand("echo " + subject + " > subject; sleep 0.2");

    assertThat(vm.sendCommand("cat subject").output()).isEqualTo(subject + "\n");
  }

  @AfterAll
  static void neverMoreThanTwo() {
    assertThat(used).hasSizeBetween(1, 2);
  }
}
