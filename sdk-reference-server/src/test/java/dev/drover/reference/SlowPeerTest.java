package dev.drover.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Clients that read slowly, or not at all. */
class SlowPeerTest extends WithServer {

  private static final int PIECES = 400;
  private static final String BLOCK = "x".repeat(100_000);

  @Override
  ServerOptions options() {
    return super.options().withSlowPeerTimeout(Duration.ofSeconds(2)).withMaxQueuedBytes(8 << 20);
  }

  private static String piece(int seq, String id) {
    return "{\"type\":\"command_output\",\"message\":\"%s\",\"metadata\":{\"seq\":%d},\"request_id\":\"%s\"}"
        .formatted(BLOCK, seq, id);
  }

  private RawPeer slowClient() throws IOException {
    RawPeer slow = closing(RawPeer.tcp(server)).upgrade("");
    slow.readHead();
    slow.text("{\"type\":\"register\",\"role\":\"client\",\"extensions\":[\"drover.v1\"]}");
    assertThat(slow.readFrame()).contains("registered");
    slow.text("{\"type\":\"command\",\"vm_id\":\"vm-1\",\"command\":\"cat\",\"request_id\":\"r\"}");
    return slow;
  }

  /** Forty megabytes, five times as much as the server would keep for one peer. */
  private static CompletableFuture<Void> stream(PlainPeer vm) {
    String id = vm.read("command").path("request_id").asText();
    return CompletableFuture.runAsync(
        () -> {
          for (int seq = 0; seq < PIECES; seq++) {
            vm.sendRaw(piece(seq, id));
          }
        });
  }

  @Test
  void aSlowReaderHoldsTheVmBackAndLosesNothing() throws IOException {
    PlainPeer vm = v1Vm("vm-1");
    RawPeer slow = slowClient();
    CompletableFuture<Void> sending = stream(vm);
    await().pollDelay(Duration.ofSeconds(1)).until(() -> true);
    assertThat(sending).isNotDone();

    for (int seq = 0; seq < PIECES; seq++) {
      assertThat(slow.readFrame()).contains("\"seq\":" + seq + "}");
    }
    sending.orTimeout(10, TimeUnit.SECONDS).join();
  }

  @Test
  void aReaderThatTakesNothingIsDroppedAndTheVmGoesOn() throws IOException {
    PlainPeer vm = v1Vm("vm-1");
    slowClient();

    CompletableFuture<Void> sending = stream(vm);

    JournalEntry end =
        server
            .journal()
            .await(e -> e.kind() == JournalEntry.Kind.DISCONNECTED, Duration.ofSeconds(20));
    assertThat(end.text()).contains("took nothing of what waits for it");
    sending.orTimeout(20, TimeUnit.SECONDS).join();
    vm.fence();
  }

  @Test
  void whoAsksWithoutReadingIsNotReadFromEither() throws IOException {
    for (int i = 0; i < 200; i++) {
      server.vm("a scripted VM with quite a long name to fill the list " + i);
    }
    RawPeer greedy = closing(RawPeer.client(server));
    CompletableFuture<Void> asking =
        CompletableFuture.runAsync(
            () -> {
              try {
                for (int i = 0; i < 500_000; i++) {
                  greedy.text("{\"type\":\"list_vms\",\"request_id\":\"1\"}");
                }
              } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
              }
            });

    assertThat(asking.handle((ok, failure) -> failure).orTimeout(30, TimeUnit.SECONDS).join())
        .isNotNull();
    assertThat(server.journal().entries(e -> e.kind() == JournalEntry.Kind.DISCONNECTED))
        .singleElement()
        // What was read before reading stopped may answer with more than the bound at once.
        .satisfies(e -> assertThat(e.text()).containsAnyOf("took nothing of what waits", "unsent"));
  }
}
