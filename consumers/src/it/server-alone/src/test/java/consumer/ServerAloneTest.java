package consumer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.drover.hub.HubClient;
import dev.drover.hub.TestCase;
import dev.drover.hub.Vm;
import dev.drover.reference.ReferenceServer;
import org.junit.jupiter.api.Test;

/** The server brings its libraries under names that nobody else uses. */
class ServerAloneTest {

  @Test
  void realCommandsRun() {
    try (ReferenceServer server = ReferenceServer.start();
        HubClient hub = HubClient.connect(server.uri().toString())) {
      Vm vm = hub.spinUp(TestCase.of("login", "open the page")).vm();

      assertEquals("found", vm.sendCommand("echo found").output().strip());
    }
  }

  @Test
  void itsLibrariesAreNobodyElses() {
    assertThrows(ClassNotFoundException.class, () -> Class.forName("io.netty.channel.Channel"));
    assertThrows(
        ClassNotFoundException.class,
        () -> Class.forName("org.apache.pdfbox.pdmodel.PDDocument"));
  }
}
