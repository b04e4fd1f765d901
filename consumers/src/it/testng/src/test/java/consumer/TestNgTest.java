package consumer;

import static org.testng.Assert.assertEquals;
import static org.testng.Assert.expectThrows;

import dev.drover.hub.Vm;
import dev.drover.testing.DroverTest;
import dev.drover.testing.Steps;
import org.testng.annotations.Test;

/** The annotation that JUnit's suites have, without JUnit. */
@DroverTest
public class TestNgTest {

  @Test
  @Steps("echo open the page")
  public void realCommandsRun(Vm vm) {
    assertEquals(vm.sendCommand("echo found").output().strip(), "found");
    assertEquals(vm.sendCommand("exit 3").exitCode(), 3);
  }

  @Test
  public void thereIsNoJUnit() {
    expectThrows(
        ClassNotFoundException.class, () -> Class.forName("org.junit.jupiter.api.Test"));
  }
}
