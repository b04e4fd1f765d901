package dev.drover.internal.transport;

import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Nothing of a closed transport waits for the garbage collector. */
@Timeout(60)
class RestLeakTest {

  private static final int ROUNDS = 100;

  @Test
  void closedTransportsLeaveNeitherThreadsNorConnections() throws Exception {
    List<String> before = selectors();
    try (RawServer server = RawServer.start()) {
      for (int round = 0; round < ROUNDS; round++) {
        useAndClose(server, round);
      }

      await()
          .atMost(Duration.ofSeconds(10))
          .until(() -> selectors().stream().allMatch(before::contains));
    }
  }

  /** The other end sees that even an idle connection, kept for the next request, ends. */
  private static void useAndClose(RawServer server, int round) throws Exception {
    RestTransport transport = new RestTransport(server.options());
    URI uri = URI.create("http://" + server.hostAndPort());
    CompletableFuture<RestResponse> answer = transport.send(RestRequest.get(uri));
    try (RawPeer peer = server.accept()) {
      if (round % 2 == 0) {
        peer.answer("HTTP/1.1 200 OK\nContent-Length: 0\n\n");
        answer.get(5, TimeUnit.SECONDS);
      } else {
        peer.readHead();
      }
      transport.close();
      peer.awaitEnd();
    }
  }

  private static List<String> selectors() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(Thread::isAlive)
        .map(Thread::getName)
        .filter(name -> name.startsWith("HttpClient"))
        .toList();
  }
}
