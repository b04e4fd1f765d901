package dev.drover.internal.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.drover.ClientOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LeakTest {

  private static final int ROUNDS = 300;

  @Test
  void connectingAndEndingLeavesNothingBehind() throws Exception {
    try (RawServer server = RawServer.start()) {
      long socketsBefore = sockets();

      for (int round = 0; round < ROUNDS; round++) {
        connectAndEnd(server, round);
      }

      await().atMost(Duration.ofSeconds(10)).until(() -> threads().isEmpty());
      await().untilAsserted(() -> assertThat(sockets()).isLessThanOrEqualTo(socketsBefore));
    }
  }

  private static void connectAndEnd(RawServer server, int round) throws Exception {
    RecordingListener listener = new RecordingListener();
    ClientOptions options = server.options().closeTimeout(Duration.ofMillis(20));
    Transport transport = new WebSocketTransports().connect(options, null, listener);
    try (RawPeer peer = server.accept()) {
      switch (round % 6) {
        case 0 -> transport.close(1000, "while connecting");
        case 1 -> peer.answer("HTTP/1.1 401 Unauthorized\nContent-Length: 0\n\n");
        case 2 -> peer.upgrade(ServerFrames.close(1000, "")).readFrame();
        case 3 -> peer.upgrade().reset();
        case 4 -> {
          peer.upgrade();
          listener.awaitOpen();
          transport.send(new byte[20_000]);
          transport.abort("enough");
        }
        default -> {
          peer.upgrade();
          listener.awaitOpen();
          transport.close(1000, "towards a silent peer");
          listener.awaitClosed();
        }
      }
    }
    listener.awaitClosed();
    assertThat(listener.closings).hasValue(1);
  }

  /** Those that connections own; what the whole JVM shares may have work of other tests. */
  private static List<String> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> name.startsWith("drover-transport"))
        .toList();
  }

  /** How many sockets this process has open, where that can be seen. */
  private static long sockets() throws IOException {
    Path descriptors = Path.of("/proc/self/fd");
    if (!Files.isDirectory(descriptors)) {
      return 0;
    }
    try (Stream<Path> open = Files.list(descriptors)) {
      return open.map(LeakTest::target)
          .flatMap(Optional::stream)
          .filter(target -> target.startsWith("socket:"))
          .count();
    }
  }

  private static Optional<String> target(Path descriptor) {
    try {
      return Optional.of(Files.readSymbolicLink(descriptor).toString());
    } catch (IOException e) {
      return Optional.empty(); // Closed while we looked.
    }
  }
}
