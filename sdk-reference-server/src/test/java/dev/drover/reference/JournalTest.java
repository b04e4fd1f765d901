package dev.drover.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drover.RequestTimeoutException;
import dev.drover.reference.JournalEntry.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What the server remembers. */
class JournalTest extends WithServer {

  private static final Duration SOON = Duration.ofSeconds(10);

  @Test
  void hasEveryFrameWithTimeAndPeer() {
    Instant before = Instant.now();
    PlainPeer client = client();
    client.send("{'type':'list_vms'}").read();

    assertThat(server.journal().entries())
        .extracting(JournalEntry::kind)
        .containsExactly(Kind.CONNECTED, Kind.RECEIVED, Kind.RECEIVED, Kind.SENT);
    assertThat(server.journal().entries())
        .extracting(JournalEntry::type)
        .containsExactly("", "register", "list_vms", "list_vms_response");
    JournalEntry sent = server.journal().entries(e -> e.kind() == Kind.SENT).get(0);
    assertThat(sent.text()).isEqualTo("{\"type\":\"list_vms_response\",\"vms\":[]}");
    assertThat(sent.time()).isBetween(before, Instant.now());
    assertThat(sent.peer().role()).isEqualTo(PeerRole.CLIENT);
    assertThat(sent.peer().name()).isEqualTo("client-" + sent.peer().id());
    assertThat(sent.peer().address()).startsWith("127.0.0.1:");
    assertThat(sent.toString()).contains("SENT", "client-1", "list_vms_response");
  }

  @Test
  void hasScriptedVmsToo() {
    server.vm("vm-1").onCommand("ls").reply("files", 0);
    client().send("{'type':'command','vm_id':'vm-1','command':'ls'}").read();

    assertThat(server.journal().entries(e -> e.peer().role() == PeerRole.VM))
        .extracting(JournalEntry::type)
        .containsExactly(
            "registered", "command", "command_started", "command_output", "command_response");
    assertThat(server.journal().entries(e -> e.peer().name().equals("vm-1")))
        .allMatch(e -> e.peer().address().equals("in memory"));
  }

  @Test
  void tellsHowConnectionsEnded() {
    client().socket().sendClose(1000, "thank you").join();
    stranger().send("nonsense").closeCode();
    client().drop();

    assertThat(end("closed by the peer: 1000 thank you")).isNotNull();
    assertThat(end("closed by the server: 1008 not registered")).isNotNull();
    assertThat(end("connection lost")).isNotNull();
  }

  private JournalEntry end(String text) {
    return server
        .journal()
        .await(e -> e.kind() == Kind.DISCONNECTED && e.text().equals(text), SOON);
  }

  @Test
  void waitsForWhatIsToCome() {
    PlainPeer client = client();
    CompletableFuture<JournalEntry> later =
        CompletableFuture.supplyAsync(
            () -> server.journal().await(e -> e.type().equals("list_vms"), SOON));

    client.send("{'type':'list_vms'}");

    assertThat(later.join().kind()).isEqualTo(Kind.RECEIVED);
  }

  @Test
  void saysWhatItHasInsteadOfWhatWasWaitedFor() {
    client();

    assertThatThrownBy(() -> server.journal().await(e -> false, Duration.ofMillis(50)))
        .isInstanceOf(RequestTimeoutException.class)
        .hasMessageContaining("within 50 ms")
        .hasMessageContaining("register");
  }

  @Test
  void canBeCleared() {
    client();

    server.journal().clear();

    assertThat(server.journal().entries()).isEmpty();
  }

  @Test
  void keepsTheNewest() {
    PlainPeer client = client();
    for (int i = 0; i < 5_100; i++) {
      client.send("{'type':'list_vms','request_id':'" + i + "'}");
      if (i % 500 == 0) {
        client.fence();
      }
    }
    client.fence();

    assertThat(server.journal().entries()).hasSize(10_000);
    assertThat(server.journal().dropped()).isEqualTo(2 + 10_200 - 10_000);
    assertThat(server.journal().entries().get(9_999).text()).contains("5099");
  }

  @Test
  void keepsNoMoreThanItsBytes() {
    PlainPeer client = client();
    for (int i = 0; i < 5; i++) {
      client.sendRaw("x".repeat(10 << 20)).read("error");
    }

    long kept = server.journal().entries().stream().mapToLong(e -> e.text().length()).sum();
    assertThat(kept).isBetween(30L << 20, 32L << 20);
  }
}
