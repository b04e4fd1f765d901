package dev.drover.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Socket.IO 5, written from its public specification, opposite a WebSocket of the JDK's. */
@Timeout(120)
class SocketIoTest {

  private static final Duration LONG = Duration.ofSeconds(60);

  private final EchoServer server = new EchoServer(0, LONG, LONG);

  @AfterEach
  void stop() {
    server.close();
  }

  private EnginePeer session() throws InterruptedException {
    return EnginePeer.session(server.port(), "/socket.io/");
  }

  private EnginePeer connected() throws InterruptedException {
    EnginePeer peer = session().say("40");
    assertThat(peer.next()).startsWith("40{\"sid\":");
    assertThat(peer.next()).isEqualTo("42[\"auth\",{}]");
    return peer;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "40 | 40{\"sid\":\" | 42[\"auth\",{}]",
        "40{\"token\":\"123\"} | 40{\"sid\":\" | 42[\"auth\",{\"token\":\"123\"}]",
        "40/custom, | 40/custom,{\"sid\":\" | 42/custom,[\"auth\",{}]",
        "40/custom,{\"a\":1} | 40/custom,{\"sid\":\" | 42/custom,[\"auth\",{\"a\":1}]"
      })
  void aNamespaceIsGranted(String connect, String answer, String auth) throws Exception {
    try (EnginePeer peer = session().say(connect)) {
      assertThat(peer.next()).startsWith(answer);
      assertThat(peer.next()).isEqualTo(auth);
    }
  }

  @Test
  void anUnknownNamespaceIsRefused() throws Exception {
    try (EnginePeer peer = session().say("40/random")) {
      assertThat(peer.next()).isEqualTo("44/random,{\"message\":\"Invalid namespace\"}");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"4abc", "42[\"message\",1]", "41", "43[1]", "44{}"})
  void nothingComesBeforeAConnect(String packet) throws Exception {
    try (EnginePeer peer = session().say(packet)) {
      peer.awaitClose();

      assertThat(peer.hasHeard()).isFalse();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "4abc",
        "42{}",
        "42abc[\"message-with-ack\",1]",
        "42[\"message\"",
        "42[\"connect\"]",
        "42[\"message\",1] 2",
        "451-[\"message\",{\"_placeholder\":true,\"num\":7}]",
        "40"
      })
  void aMalformedPacketEndsTheConnection(String packet) throws Exception {
    try (EnginePeer peer = connected().say(packet)) {
      peer.awaitClose();
    }
  }

  @Test
  void oneNamespaceIsLeftAndTheOtherStays() throws Exception {
    try (EnginePeer peer = connected().say("40/custom")) {
      assertThat(peer.next()).startsWith("40/custom,");
      assertThat(peer.next()).isEqualTo("42/custom,[\"auth\",{}]");

      peer.say("41/custom").say("42[\"message\",\"to main\"]");

      assertThat(peer.next()).isEqualTo("42[\"message-back\",\"to main\"]");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "42[\"message\",1,\"2\",{\"3\":[true]}] | 42[\"message-back\",1,\"2\",{\"3\":[true]}]",
        "42456[\"message-with-ack\",1,{\"3\":[false]}] | 43456[1,{\"3\":[false]}]"
      })
  void eventsAndAcknowledgementsCarryArguments(String said, String heard) throws Exception {
    try (EnginePeer peer = connected().say(said)) {
      assertThat(peer.next()).isEqualTo(heard);
    }
  }

  @Test
  void attachmentsFollowTheirPacket() throws Exception {
    String two = "{\"_placeholder\":true,\"num\":0},{\"_placeholder\":true,\"num\":1}";
    try (EnginePeer peer = connected()) {
      peer.say("452-789[\"message-with-ack\"," + two + "]");
      peer.say(new byte[] {1, 2, 3}).say(new byte[] {4, 5});

      assertThat(peer.next()).isEqualTo("462-789[" + two + "]");
      assertThat(peer.next() + peer.next()).isEqualTo("(binary)(binary)");
      assertThat(peer.nextBytes()).containsExactly(1, 2, 3);
      assertThat(peer.nextBytes()).containsExactly(4, 5);
    }
  }

  @Test
  void pollingCarriesTheSame() {
    Polling polling = Polling.open(server.port(), "/socket.io/");
    polling.post("40");
    assertThat(polling.get().body()).startsWith("40{\"sid\":").endsWith("\u001e42[\"auth\",{}]");

    polling.post("451-[\"message\",{\"_placeholder\":true,\"num\":0}]\u001ebAQID");

    assertThat(polling.get().body())
        .isEqualTo("451-[\"message-back\",{\"_placeholder\":true,\"num\":0}]\u001ebAQID");
  }
}
