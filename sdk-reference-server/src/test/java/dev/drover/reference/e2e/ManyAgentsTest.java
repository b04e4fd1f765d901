package dev.drover.reference.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.ClientOptions;
import dev.drover.agent.AgentOptions;
import dev.drover.agent.VmAgent;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Five hundred agents at one backend, which is a process of its own so that it can be weighed. */
@Tag("soak")
@Timeout(180)
class ManyAgentsTest {

  private static final int AGENTS = 500;

  /**
   * The agents share one machine, which five hundred processes at once would bring to its knees.
   */
  private static final int SIDE_BY_SIDE = 25;

  /** Far above what was seen; only a leak of buffers or threads would reach it. */
  private static final long MOST_BYTES = 64 << 10;

  private final HttpClient http = HttpClient.newHttpClient();

  @Test
  void fiveHundredAgentsAnswerAPingAndACommandEach(@TempDir Path temporary) throws Exception {
    ServerProcess server = ServerProcess.start(0, temporary);
    try {
      // What the first request loads is no connection's.
      VmAgent first = agent(server, "first");
      answers(server, List.of("first"), "{\"type\":\"ping\"}", "pong");
      long before = server.heap();

      List<String> ids = IntStream.range(0, AGENTS).mapToObj(i -> "vm-" + i).toList();
      List<CompletableFuture<VmAgent>> agents = ids.stream().map(id -> start(server, id)).toList();
      agents.forEach(CompletableFuture::join);
      Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> connected(server) > AGENTS);
      long each = (server.heap() - before) / AGENTS;

      answers(server, ids, "{\"type\":\"ping\"}", "pong");
      for (int i = 0; i < AGENTS; i += SIDE_BY_SIDE) {
        List<String> some = ids.subList(i, i + SIDE_BY_SIDE);
        answers(server, some, "{\"message\":\"echo $((6 * 7))\",\"timeout\":60}", "42\\n");
      }
      long used = (server.heap() - before) / AGENTS;

      System.out.printf(
          "%d agents connected: %d bytes of the server's heap each, %d after a command each%n",
          AGENTS, each, used);
      assertThat(each).isLessThan(MOST_BYTES);
      agents.parallelStream().forEach(agent -> agent.join().close());
      first.close();
    } finally {
      server.kill();
    }
  }

  private static CompletableFuture<VmAgent> start(ServerProcess server, String id) {
    ClientOptions backend = ClientOptions.of("ws://127.0.0.1:" + server.port());
    return VmAgent.connectBackendAsync(
        backend.connectTimeout(Duration.ofSeconds(60)), AgentOptions.of(id));
  }

  private static VmAgent agent(ServerProcess server, String id) {
    return start(server, id).join();
  }

  private int connected(ServerProcess server) throws Exception {
    HttpRequest list = request(server, "/api/vms").build();
    return http.send(list, BodyHandlers.ofString()).body().split("\"connected\"", -1).length - 1;
  }

  private void answers(ServerProcess server, List<String> ids, String body, String expected) {
    List<CompletableFuture<String>> answers =
        ids.stream()
            .map(id -> request(server, "/api/vm/" + id + "/send"))
            .map(request -> request.POST(BodyPublishers.ofString(body)).build())
            .map(this::sent)
            .map(answer -> answer.thenApply(a -> a.statusCode() + a.body()))
            .toList();
    assertThat(answers.stream().map(CompletableFuture::join))
        .hasSize(ids.size())
        .allSatisfy(answer -> assertThat(answer).startsWith("200").contains(expected));
  }

  /** Once more if the server has ended the connection just then that was kept for it. */
  private CompletableFuture<HttpResponse<String>> sent(HttpRequest request) {
    return http.sendAsync(request, BodyHandlers.ofString())
        .exceptionallyCompose(ended -> http.sendAsync(request, BodyHandlers.ofString()));
  }

  private static HttpRequest.Builder request(ServerProcess server, String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path));
  }
}
