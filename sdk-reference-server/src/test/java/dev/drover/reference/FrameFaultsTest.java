package dev.drover.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Messages that are late, doubled, swapped or damaged. */
class FrameFaultsTest extends WithServer {

  private static final Duration LATE = Duration.ofMillis(250);
  private static final String LIST = "{'type':'list_vms','request_id':'%s'}";

  private RawPeer struck(Phases phase, Fault fault) throws IOException {
    server.faults().inject(fault, phase.point());
    RawPeer peer = closing(phase.reach(server));
    phase.provoke(peer);
    return peer;
  }

  private static String next(Phases phase, RawPeer peer) throws IOException {
    return phase == Phases.BEFORE_UPGRADE ? peer.readHead() : peer.readFrame();
  }

  @ParameterizedTest
  @EnumSource
  void aDuplicateComesTwice(Phases phase) throws IOException {
    RawPeer peer = struck(phase, Fault.duplicate());

    String first = next(phase, peer);

    assertThat(next(phase, peer)).isEqualTo(first);
  }

  @ParameterizedTest
  @EnumSource
  void aDelayedMessageIsLate(Phases phase) throws IOException {
    long start = System.nanoTime();
    RawPeer peer = struck(phase, Fault.delay(LATE));

    assertThat(next(phase, peer)).isNotEmpty();

    assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(LATE);
  }

  @ParameterizedTest
  @EnumSource
  void aDamagedHeaderIsIllegal(Phases phase) throws IOException {
    RawPeer peer = struck(phase, Fault.corrupt(Fault.Damage.FRAME));

    assertThat(peer.read() & 0x70).isEqualTo(0x70);
  }

  @Test
  void whatIsBehindADelayedMessageIsLateToo() {
    PlainPeer client = client();
    server.faults().inject(Fault.delay(LATE), FaultPoint.MID_REQUEST);
    long start = System.nanoTime();

    client.send(LIST.formatted(1)).send(LIST.formatted(2));

    assertThat(client.read().path("request_id").asText()).isEqualTo("1");
    assertThat(client.read().path("request_id").asText()).isEqualTo("2");
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(LATE);
  }

  @Test
  void aReorderedMessageComesAfterTheNext() {
    PlainPeer client = client();
    server.faults().inject(Fault.reorder(), FaultPoint.MID_REQUEST);

    client.send(LIST.formatted(1)).send(LIST.formatted(2)).send(LIST.formatted(3));

    assertThat(client.read().path("request_id").asText()).isEqualTo("2");
    assertThat(client.read().path("request_id").asText()).isEqualTo("1");
    assertThat(client.read().path("request_id").asText()).isEqualTo("3");
  }

  @Test
  void aReorderedMessageWithoutANextComesAllTheSame() {
    PlainPeer client = client();
    server.faults().inject(Fault.reorder(), FaultPoint.MID_REQUEST);

    client.send(LIST.formatted(1));

    assertThat(client.read().path("request_id").asText()).isEqualTo("1");
  }

  @Test
  void damagedJsonLeavesTheConnectionAlone() {
    PlainPeer client = client();
    server.faults().inject(Fault.corrupt(Fault.Damage.JSON), FaultPoint.MID_REQUEST);

    client.send(LIST.formatted(1)).send(LIST.formatted(2));

    assertThatThrownBy(() -> PlainPeer.JSON.readTree(client.next()))
        .isInstanceOf(JsonProcessingException.class);
    assertThat(client.read().path("request_id").asText()).isEqualTo("2");
  }

  @Test
  void damagedUtf8EndsTheConnection() {
    PlainPeer client = client();
    server.faults().inject(Fault.corrupt(Fault.Damage.UTF_8), FaultPoint.MID_REQUEST);

    client.send(LIST.formatted(1));

    assertThat(client.closeCode()).isEqualTo(1006);
  }

  @Test
  void aBroadcastIsDamagedForOneClientAlone() {
    PlainPeer struck = client();
    PlainPeer spared = client();
    server.faults().inject(Fault.corrupt(Fault.Damage.JSON), FaultPoint.afterFrames(1));

    struck.send("{'type':'list_vms'}");

    assertThat(struck.next()).endsWith("?");
    spared.expect("{'type':'list_vms_response','vms':[]}");
  }
}
