package consumer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.cfg.PackageVersion;
import dev.drover.hub.Vm;
import dev.drover.testing.DroverTest;
import dev.drover.testing.Steps;
import org.junit.jupiter.api.Test;

/** The suite's own Jackson stays, and serves Drover too. */
@DroverTest
class OlderJacksonTest {

  @Test
  @Steps("echo open the page")
  void realCommandsRunOverIt(Vm vm) {
    assertEquals("2.15.4", PackageVersion.VERSION.toString());
    assertEquals("found", vm.sendCommand("echo found").output().strip());
    assertEquals(3, vm.sendCommand("exit 3").exitCode());
  }
}
