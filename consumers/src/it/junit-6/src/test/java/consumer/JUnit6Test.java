package consumer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.drover.hub.Vm;
import dev.drover.testing.DroverTest;
import dev.drover.testing.Steps;
import org.junit.jupiter.api.Test;

/** The suite's own JUnit stays. */
@DroverTest
class JUnit6Test {

  @Test
  @Steps("echo open the page")
  void realCommandsRun(Vm vm) {
    assertEquals("found", vm.sendCommand("echo found").output().strip());
    assertEquals(3, vm.sendCommand("exit 3").exitCode());
  }

  @Test
  void itIsJUnit6() {
    String version = Test.class.getPackage().getImplementationVersion();

    assertTrue(version.startsWith("6."), version);
  }
}
