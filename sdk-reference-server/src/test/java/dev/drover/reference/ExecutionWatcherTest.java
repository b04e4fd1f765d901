package dev.drover.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What watchers may say, and what they hear for it. */
class ExecutionWatcherTest extends WithExecution {

  private static final String SUBSCRIBE = "{'type':'subscribe_device','device_id':'emulator-5554'}";

  private PlainPeer watcherOfADevice() {
    execution.device(DEVICE);
    PlainPeer peer = watcher();
    peer.read("device_status");
    return peer;
  }

  @Test
  void whoHasNotSubscribedHearsNothingOfDevices() {
    PlainPeer peer = watcherOfADevice();

    execution.log(DEVICE, "a line");
    server.device(DEVICE).status("busy");

    peer.expectNothing();
  }

  @Test
  void whoHasUnsubscribedHearsNothingOfThemAnyMore() {
    PlainPeer peer = watcherOfADevice().send(SUBSCRIBE).fence();
    execution.log(DEVICE, "a line");
    peer.read("log_entry");

    peer.send("{'type':'unsubscribe_device','device_id':'emulator-5554'}").fence();
    execution.log(DEVICE, "another");
    server.device(DEVICE).status("busy");

    peer.expectNothing();
  }

  @Test
  void subscribingHasNoAnswerButWhatWasMissedMeanwhile() {
    PlainPeer peer = watcherOfADevice();
    peer.send(SUBSCRIBE).expectNothing();
    peer.send("{'type':'unsubscribe_device','device_id':'emulator-5554'}").fence();
    server.device(DEVICE).status("busy");

    peer.send(SUBSCRIBE);

    assertThat(peer.read("device_status").path("status").asText()).isEqualTo("busy");
    peer.expectNothing();
  }

  @Test
  void stepsAndErrorsReachEverybody() {
    PlainPeer peer = watcherOfADevice();

    execution.stepCompleted(DEVICE, "m").stepFailed(DEVICE, "m", "E", "e").error(DEVICE, "X", "x");

    peer.read("step_completed");
    peer.read("step_failed");
    peer.read("error");
    peer.expectNothing();
  }

  @Test
  void aDeviceThatJoinsIsTold() {
    PlainPeer peer = watcher();

    execution.device("late");

    assertThat(peer.read("device_status").path("device_id").asText()).isEqualTo("late");
  }

  @Test
  void executionsDoNotHearOfEachOther() {
    Execution other = server.execution("00000000-0000-0000-0000-000000000001");
    PlainPeer peer = watcherOfADevice().send(SUBSCRIBE).fence();

    other.progress(5, "x").log("other device", "x").stepCompleted("other device", "x").complete();

    peer.expectNothing();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "BAD_MESSAGE | not json",
        "BAD_MESSAGE | 5",
        "BAD_MESSAGE | {}",
        "BAD_MESSAGE | {'type':5}",
        "BAD_MESSAGE | {'type':null}",
        "BAD_MESSAGE | {'type':'subscribe_device'}",
        "BAD_MESSAGE | {'type':'subscribe_device','device_id':null}",
        "BAD_MESSAGE | {'type':'subscribe_device','device_id':{}}",
        "BAD_MESSAGE | {'type':'unsubscribe_device'}",
        "BAD_MESSAGE | {'type':'start_preview','quality':'low'}",
        "BAD_MESSAGE | {'type':'stop_preview'}",
        "BAD_MESSAGE | {'type':'ack'}",
        "BAD_MESSAGE | [",
        "BAD_MESSAGE | [[]]",
        "BAD_MESSAGE | [5]",
        "UNKNOWN_TYPE | {'type':'dance'}",
        "UNKNOWN_TYPE | {'type':'step_completed'}",
        "DEVICE_NOT_FOUND | {'type':'subscribe_device','device_id':'nobody'}",
        "DEVICE_NOT_FOUND | {'type':'stop_preview','device_id':'nobody'}",
        "PREVIEW_UNAVAILABLE | {'type':'start_preview','device_id':'nobody'}",
        "PREVIEW_UNAVAILABLE | {'type':'start_preview','device_id':'emulator-5554'}"
      })
  void badMessagesAreAnsweredAndTheConnectionStays(String code, String message) {
    PlainPeer peer = watcherOfADevice();

    peer.send(message);

    JsonNode error = peer.read("error");
    assertThat(error.path("code").asText()).isEqualTo(code);
    assertThat(error.path("execution_id").asText()).isEqualTo(ID);
    assertThat(error.has("message_id")).isFalse();
    execution.progress(1, "next");
    peer.read("execution_progress");
  }

  @Test
  void binaryMessagesAreAnsweredToo() {
    PlainPeer peer = watcherOfADevice();

    peer.socket().sendBinary(ByteBuffer.wrap(new byte[] {1, 2}), true).join();

    assertThat(peer.read("error").path("code").asText()).isEqualTo("BAD_MESSAGE");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'type':'ping'}",
        "{'type':'ack','message_id':'never heard of'}",
        "{'type':'unsubscribe_device','device_id':'emulator-5554'}",
        "{'type':'stop_preview','device_id':'emulator-5554'}",
        "{'type':'subscribe_device','device_id':'emulator-5554','extra':{'a':[1]}}",
        "[]",
        "[{'type':'ping'},{'type':'ping'}]"
      })
  void otherMessagesAreNotAnswered(String message) {
    watcherOfADevice().send(message).expectNothing();
  }

  @Test
  void messagesMayComeInAnArray() {
    execution.device("second");
    PlainPeer peer = watcherOfADevice();
    peer.read("device_status");

    peer.send(" [" + SUBSCRIBE + ",{'type':'subscribe_device','device_id':'second'}]").fence();
    execution.log(DEVICE, "one").log("second", "two");

    assertThat(peer.read("log_entry").path("message").asText()).isEqualTo("one");
    assertThat(peer.read("log_entry").path("message").asText()).isEqualTo("two");
  }

  @Test
  void anArrayIsNoWayToFlood() {
    PlainPeer peer = watcherOfADevice();

    peer.send("[" + "0,".repeat(1_000) + "0]");

    assertThat(peer.read("error").path("code").asText()).isEqualTo("BAD_MESSAGE");
    peer.expectNothing();
  }

  @Test
  void anyTextCanBeSaidByHand() {
    PlainPeer peer = watcher();

    execution.sendText("[{\"type\":\"new_kind\"}]");

    assertThat(peer.next()).isEqualTo("[{\"type\":\"new_kind\"}]");
  }

  @Test
  void whoVanishesIsForgotten() {
    PlainPeer peer = watcherOfADevice().send(SUBSCRIBE).fence();

    peer.drop();

    await().until(() -> execution.watchers() == 0);
    execution.log(DEVICE, "to nobody").complete();
  }
}
