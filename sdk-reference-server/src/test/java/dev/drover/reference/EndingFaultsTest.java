package dev.drover.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Cuts, stalls and half-open connections, in each phase. */
class EndingFaultsTest extends WithServer {

  private RawPeer struck(Phases phase, Fault fault) throws IOException {
    server.faults().inject(fault, phase.point());
    RawPeer peer = closing(phase.reach(server));
    if (phase == Phases.MID_STREAM) {
      assertThat(peer.readFrame()).contains("\"seq\":1");
    }
    return peer;
  }

  @ParameterizedTest
  @EnumSource
  void aCutEndsTheStream(Phases phase) throws IOException {
    RawPeer peer = struck(phase, Fault.cut());

    assertThat(peer.read()).isEqualTo(-1);
    assertThat(server.faults().applied()).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource
  void aResetBreaksTheStream(Phases phase) throws IOException {
    RawPeer peer = struck(phase, Fault.reset());

    assertThatThrownBy(peer::read)
        .isInstanceOf(SocketException.class)
        .hasMessageContaining("reset");
  }

  @ParameterizedTest
  @EnumSource
  void aStalledConnectionSaysNothing(Phases phase) throws IOException {
    RawPeer peer = struck(phase, Fault.stall());

    peer.socket().setSoTimeout(150);
    assertThatThrownBy(peer::read).isInstanceOf(SocketTimeoutException.class);
  }

  @ParameterizedTest
  @EnumSource
  void aHalfOpenConnectionSaysNothing(Phases phase) throws IOException {
    RawPeer peer = struck(phase, Fault.halfOpen());

    peer.socket().setSoTimeout(150);
    assertThatThrownBy(peer::read).isInstanceOf(SocketTimeoutException.class);
  }

  @Test
  void aHalfOpenConnectionTakesEverything() throws Exception {
    RawPeer peer = struck(Phases.AFTER_REGISTER, Fault.halfOpen());

    sendMuch(peer).get(20, TimeUnit.SECONDS);
  }

  @Test
  void aStalledConnectionTakesNothing() throws IOException {
    RawPeer peer = struck(Phases.AFTER_REGISTER, Fault.stall());

    assertThatThrownBy(() -> sendMuch(peer).get(1, TimeUnit.SECONDS))
        .isInstanceOf(TimeoutException.class);
  }

  private static CompletableFuture<Void> sendMuch(RawPeer peer) {
    return CompletableFuture.runAsync(
        () -> {
          try {
            for (int i = 0; i < 64; i++) {
              peer.frame(true, RawPeer.TEXT, new byte[1 << 20]);
            }
          } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
          }
        });
  }

  @Test
  void theRequestIsTakenThoughItsAnswerVanishes() throws IOException {
    struck(Phases.MID_REQUEST, Fault.cut()).read();

    assertThat(server.journal().entries(e -> e.type().equals("list_vms"))).hasSize(1);
  }

  @Test
  void aVmThatIsCutInARequestHasReceivedIt() {
    PlainPeer client = v1Client();
    PlainPeer vm = v1Vm("vm-1");
    server.faults().inject(FaultRule.of(Fault.cut(), FaultPoint.MID_REQUEST).only(PeerRole.VM));

    client.send("{'type':'ping','vm_id':'vm-1','request_id':'p'}");

    vm.read("ping");
    assertThat(vm.closeCode()).isEqualTo(1006);
    assertThat(client.read("error").path("code").asText()).isEqualTo("VM_LOST");
  }

  @Test
  void aVmThatIsCutInItsOutputIsHeardUpToThere() {
    PlainPeer client = v1Client();
    PlainPeer vm = v1Vm("vm-1");
    server.faults().inject(FaultRule.of(Fault.reset(), FaultPoint.midStream(2)).only(PeerRole.VM));
    client.send("{'type':'command','vm_id':'vm-1','command':'c','request_id':'r'}");
    String id = vm.read("command").path("request_id").asText();

    for (int seq = 0; seq < 5; seq++) {
      vm.socket()
          .sendText(
              "{\"type\":\"command_output\",\"metadata\":{\"seq\":%d},\"request_id\":\"%s\"}"
                  .formatted(seq, id),
              true);
    }

    assertThat(vm.closeCode()).isEqualTo(1006);
    client.read("command_output");
    client.read("command_output");
    client.expectNothing();
  }

  @Test
  void aConnectionThatIsCutIsGoneForTheHub() throws IOException {
    PlainPeer vm = v1Vm("vm-1");

    server.faults().cutAll(PeerRole.VM);

    vm.closeCode();
    server.journal().await(e -> e.text().equals("cut by a fault"), java.time.Duration.ofSeconds(5));
    assertThat(server.vms()).isEmpty();
  }
}
