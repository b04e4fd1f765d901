package dev.drover.reference;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a peer says: a clear error, and the connection lives where WebSocket allows it. */
class BadInputTest extends WithServer {

  private static final String LIST = "{'type':'list_vms','request_id':'after'}";
  private static final String LISTED = "{'type':'list_vms_response','vms':[],'request_id':'after'}";

  @Override
  ServerOptions options() {
    return super.options().withMaxFrameBytes(100_000);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "nonsense",
        "{",
        "{'type':'list_vms'",
        "{'type':'list_vms'} {}",
        "[]",
        "[{'type':'list_vms'}]",
        "'list_vms'",
        "17",
        "null",
        "{}",
        "{'type':null}",
        "{'type':7}",
        "{'type':['list_vms']}",
        "{'type':'no_such_thing'}",
        "{'type':'register','role':'client'}",
        "{'type':'state_update','state':{}}",
        "{'type':'spin_up'}",
        "{'type':'spin_up','tests':null}",
        "{'type':'spin_up','tests':{'a':1}}",
        "{'type':'spin_up','tests':'all'}",
        "{'type':'spin_up','tests':[1,2]}",
        "{'type':'spin_up','tests':[{'test_case_id':5}]}",
        "{'type':'spin_up','tests':[{'test_case_id':'t','steps':'go'}]}",
        "{'type':'command'}",
        "{'type':'command','vm_id':null,'command':'ls'}",
        "{'type':'command','vm_id':'vm-1'}",
        "{'type':'command','vm_id':'vm-1','command':['ls']}",
        "{'type':'command','vm_id':{},'command':'ls'}",
        "{'type':'screenshot'}",
        "{'type':'screenshot','vm_id':'vm-1','full_page':'yes'}",
      })
  void isAnsweredWithAnErrorAndTheConnectionLives(String input) {
    PlainPeer client = client();

    client.send(input);

    JsonNode error = client.read("error");
    assertThat(error.size()).isEqualTo(2);
    assertThat(error.path("message").asText()).isNotBlank();
    client.send(LIST).expect(LISTED).expectNothing();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'type':'state_update'}",
        "{'type':'state_update','state':null}",
        "{'type':'state_update','state':'running'}",
        "{'type':'list_vms'}",
        "{'type':'command','vm_id':'vm-1','command':'ls'}",
        "nonsense",
      })
  void ofAVmIsAnsweredLikewise(String input) {
    PlainPeer vm = vm("vm-1");

    vm.send(input);

    assertThat(vm.read("error").size()).isEqualTo(2);
    vm.expectNothing();
    assertThat(server.vms()).hasSize(1);
  }

  @Test
  void anErrorEchoesTheRequestIdEvenOfWhatCannotBeRead() {
    JsonNode error = v1Client().send("{'type':'command','vm_id':5,'request_id':'r'}").read("error");

    assertThat(error.path("request_id").asText()).isEqualTo("r");
    assertThat(error.path("code").asText()).isEqualTo("BAD_MESSAGE");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nonsense",
        "{'type':'register'}",
        "{'type':'register','role':'king'}",
        "{'type':'register','role':7}",
        "{'type':'register','role':'vm'}",
        "{'type':'register','role':'vm','vm_id':' '}",
        "{'type':'register','role':'vm','vm_id':1}",
        "{'type':'register','role':'client','extensions':'drover.v1'}",
        "{'type':'spin_up','tests':[]}",
      })
  void asFirstMessageEndsTheConnection(String input) {
    PlainPeer stranger = stranger();

    stranger.send(input);

    assertThat(stranger.read("error").size()).isEqualTo(2);
    assertThat(stranger.closeCode()).isEqualTo(1008);
  }

  @Test
  void unknownFieldsAndOtherEscapesAreFine() {
    PlainPeer client = client();

    client.send("{'x':[{'type':'spin_up'}],'\\u0074ype':'list\\u005fvms','request_id':'after'}");

    client.expect(LISTED);
  }

  @Test
  void deepNestingIsRefused() {
    PlainPeer client = client();

    client.sendRaw("{\"type\":\"list_vms\",\"x\":" + "[".repeat(20_000) + "]".repeat(20_000) + "}");

    assertThat(client.read("error").path("message").asText()).contains("depth");
    client.send(LIST).expect(LISTED);
  }

  @Test
  void binaryMessagesAreRefused() {
    PlainPeer client = client();

    client.socket().sendBinary(ByteBuffer.wrap(new byte[] {1, 2, 3}), true).join();

    client.expect(
        "{'type':'error','message':'malformed message: binary messages are not understood'}");
    client.send(LIST).expect(LISTED);
  }

  @Test
  void aMessageOverTheLimitCloses1009() {
    PlainPeer client = client();

    client.socket().sendText("x".repeat(100_001), true);

    assertThat(client.closeCode()).isEqualTo(1009);
  }

  @Test
  void fragmentsOverTheLimitClose1009() throws IOException {
    RawPeer raw = closing(RawPeer.client(server));

    raw.frame(false, RawPeer.TEXT, new byte[60_000]);
    raw.frame(false, RawPeer.CONTINUATION, new byte[60_000]);

    assertThat(raw.readFrame()).isEqualTo("close 1009");
  }

  @Test
  void anAnnouncedGigabyteCloses1009AtOnce() throws IOException {
    RawPeer raw = closing(RawPeer.client(server));

    raw.header(RawPeer.TEXT, 1L << 30);

    assertThat(raw.readFrame()).isEqualTo("close 1009");
  }

  @Test
  void theGoodbyeArrivesThoughThePeerStillSends() throws IOException {
    RawPeer raw = closing(RawPeer.client(server));

    raw.header(RawPeer.TEXT, 8L << 20);
    for (int i = 0; i < 128; i++) {
      raw.bytes("x".repeat(65_536));
    }

    assertThat(raw.readFrame()).isEqualTo("close 1009");
  }

  @Test
  void invalidUtf8Closes1007() throws IOException {
    RawPeer raw = closing(RawPeer.client(server));

    raw.frame(true, RawPeer.TEXT, new byte[] {'{', (byte) 0xC3, '}'});

    assertThat(raw.readFrame()).isEqualTo("close 1007");
  }

  @Test
  void fragmentsOfOneMessageMayCutCharacters() throws IOException {
    RawPeer raw = closing(RawPeer.client(server));
    byte[] message =
        "{\"type\":\"list_vms\",\"request_id\":\"ä\"}".getBytes(StandardCharsets.UTF_8);

    for (int i = 0; i < message.length; i++) {
      int opcode = i == 0 ? RawPeer.TEXT : RawPeer.CONTINUATION;
      raw.frame(i == message.length - 1, opcode, new byte[] {message[i]});
    }

    assertThat(raw.readFrame()).contains("\"request_id\":\"ä\"");
  }

  @Test
  void interleavedFragmentsClose1002() throws IOException {
    RawPeer raw = closing(RawPeer.client(server));

    raw.frame(false, RawPeer.TEXT, "{".getBytes(StandardCharsets.UTF_8));
    raw.frame(true, RawPeer.TEXT, "{}".getBytes(StandardCharsets.UTF_8));

    assertThat(raw.readFrame()).isEqualTo("close 1002");
  }

  @Test
  void aContinuationOfNothingCloses1002() throws IOException {
    RawPeer raw = closing(RawPeer.client(server));

    raw.frame(true, RawPeer.CONTINUATION, new byte[1]);

    assertThat(raw.readFrame()).isEqualTo("close 1002");
  }

  @Test
  void anUnmaskedFrameCloses1002() throws IOException {
    RawPeer raw = closing(RawPeer.client(server));

    raw.bytes("\u0081\u0002{}");

    assertThat(raw.readFrame()).isEqualTo("close 1002");
  }
}
