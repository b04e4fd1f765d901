package consumer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.drover.hub.HubClient;
import dev.drover.hub.Vm;
import dev.drover.testing.DroverTest;
import dev.drover.testing.Steps;
import dev.drover.reference.ReferenceServer;
import org.junit.jupiter.api.Test;

/** On the module path, everything is a module of the name that it promises. */
@DroverTest
class ModulePathTest {

  @Test
  @Steps("echo open the page")
  void realCommandsRun(Vm vm) {
    assertEquals("hello", Greeting.of(vm));
  }

  @Test
  void modulesHaveTheirNames() {
    assertTrue(getClass().getModule().isNamed());
    assertEquals("dev.drover", HubClient.class.getModule().getName());
    assertEquals("dev.drover.junit", DroverTest.class.getModule().getName());
    assertEquals("dev.drover.reference.server", ReferenceServer.class.getModule().getName());
    assertTrue(ReferenceServer.class.getModule().getDescriptor().isAutomatic());
  }
}
