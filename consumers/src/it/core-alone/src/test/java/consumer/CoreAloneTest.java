package consumer;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.drover.ClientOptions;
import dev.drover.DroverException;
import dev.drover.hub.HubClient;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

/** The client loads, connects and says what is wrong, with nothing else on the class path. */
class CoreAloneTest {

  @Test
  void whatNobodyAnswersSaysSo() throws Exception {
    int port;
    try (ServerSocket unused = new ServerSocket(0)) {
      port = unused.getLocalPort();
    }
    String address = "ws://localhost:" + port;

    DroverException refused =
        assertThrows(DroverException.class, () -> HubClient.connect(address));

    assertTrue(refused.getMessage().contains(address), refused.getMessage());
  }

  @Test
  void whatIsOptionalIsNotThere() {
    assertThrows(ClassNotFoundException.class, () -> Class.forName("com.pty4j.PtyProcess"));
    assertThrows(ClassNotFoundException.class, () -> Class.forName("io.netty.channel.Channel"));
  }
}
