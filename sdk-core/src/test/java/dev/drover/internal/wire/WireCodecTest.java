package dev.drover.internal.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drover.internal.wire.HubMessage.Command;
import dev.drover.internal.wire.HubMessage.ListVms;
import dev.drover.internal.wire.HubMessage.ScreenshotResponse;
import dev.drover.internal.wire.HubMessage.StateUpdate;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the codec makes of frames that are strange, broken or hostile. */
class WireCodecTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"request_id\":\"r\",\"type\":\"list_vms\"}",
        " \r\n\t{ \"type\" : \"list_vms\" , \"request_id\" : \"r\" } ",
        "{\"a\":{\"type\":\"command\"},\"b\":[{\"type\":\"x\"}],\"type\":\"list_vms\",\"request_id\":\"r\"}",
        "{\"a\":\"\\\"type\\\":\\\"command\\\"\",\"type\":\"list_vms\",\"request_id\":\"r\"}",
        "{\"a\":\"}{][\\\\\",\"type\":\"list_vms\",\"request_id\":\"r\"}",
        "{\"x\":\"type\",\"type\":\"list_vms\",\"request_id\":\"r\"}",
        "{\"\\u0074ype\":\"list_vms\",\"request_id\":\"r\"}",
        "{\"type\":\"list\\u005fvms\",\"request_id\":\"r\"}",
        "\uFEFF{\"type\":\"list_vms\",\"request_id\":\"r\"}"
      })
  void findsTheTypeWhereverItStands(String json) throws Exception {
    assertThat(decode(json)).isEqualTo(new ListVms("r"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "null",
        "nonsense",
        "[]",
        "[{\"type\":\"list_vms\"}]",
        "\"type\"",
        "5",
        "{",
        "{\"type\"",
        "{\"type\":",
        "{\"type\":\"list_vms\"",
        "{\"type\":\"list_vms\"} trailing",
        "{\"type\":\"list_vms\"}{}",
        "{\"type\":\"unheard_of\"",
        "{}",
        "{\"type\":null}",
        "{\"type\":5}",
        "{\"type\":[]}",
        "{\"types\":\"list_vms\"}"
      })
  void refusesWhatIsNoMessage(String json) {
    assertThatThrownBy(() -> decode(json))
        .isInstanceOf(MalformedMessageException.class)
        .hasMessageStartingWith("malformed message");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"type\":\"spin_up\",\"tests\":\"none\"}",
        "{\"type\":\"spin_up\",\"tests\":{}}",
        "{\"type\":\"spin_up\",\"tests\":[5]}",
        "{\"type\":\"command\",\"env\":{\"home\":null}}",
        "{\"type\":\"attach\",\"from_seq\":99999999999999999999}",
        "{\"type\":\"spin_up\",\"tests\":[{\"steps\":\"one\"}]}",
        "{\"type\":\"spin_up\",\"tests\":[{\"test_case_id\":7}]}",
        "{\"type\":\"command\",\"vm_id\":7}",
        "{\"type\":\"command\",\"command\":true}",
        "{\"type\":\"command\",\"timeout\":\"soon\"}",
        "{\"type\":\"command\",\"env\":[]}",
        "{\"type\":\"screenshot\",\"full_page\":\"yes\"}",
        "{\"type\":\"state_update\",\"state\":\"running\"}"
      })
  void refusesFieldsOfTheWrongTypeAndNamesThem(String json) {
    String field = json.replaceAll(".*\"([a-z_]+)\":[^:]*$", "$1");

    assertThatThrownBy(() -> decode(json))
        .isInstanceOf(MalformedMessageException.class)
        .hasMessageContaining("'")
        .hasMessageContaining(field)
        .message()
        .doesNotContain("java.");
  }

  @Test
  void nestingBeyondReasonIsRefused() {
    String deep = "[".repeat(100_000) + "]".repeat(100_000);

    for (String type : new String[] {"list_vms", "unheard_of"}) {
      assertThatThrownBy(() -> decode("{\"type\":\"" + type + "\",\"x\":" + deep + "}"))
          .isInstanceOf(MalformedMessageException.class);
    }
  }

  @Test
  void aScreenshotAsLargeAsAFrameMayBePasses() throws Exception {
    String huge = "A".repeat(16 << 20);

    HubMessage message =
        decode("{\"type\":\"screenshot_response\",\"screenshot\":\"" + huge + "\"}");

    assertThat(((ScreenshotResponse) message).screenshot()).hasSize(huge.length());
  }

  @ParameterizedTest
  @ValueSource(strings = {"screenshot_response", "unheard_of"})
  void aRaisedLimitOfTheTransportIsTheOnlyOneForStrings(String type) throws Exception {
    String huge = "A".repeat(21_000_000);

    HubMessage message = decode("{\"type\":\"" + type + "\",\"screenshot\":\"" + huge + "\"}");

    assertThat(message.type()).isEqualTo(type);
  }

  @Test
  void theReasonNeverQuotesWhatWasSent() {
    assertThatThrownBy(() -> decode("{\"type\":\"command\",\n\"command\": hunter2}"))
        .hasMessageContaining("line 2")
        .hasMessageNotContaining("hunter2");
    assertThatThrownBy(() -> decode("{\"type\":\"command\",\"timeout\":\"hunter2\"}"))
        .hasMessageContaining("'timeout'")
        .hasMessageNotContaining("hunter2");
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-16", "UTF-16LE", "UTF-16BE", "UTF-32BE", "UTF-32LE"})
  void otherEncodingsAreRefused(String charset) {
    byte[] frame = "{\"type\":\"list_vms\"}".getBytes(Charset.forName(charset));

    assertThatThrownBy(() -> WireCodec.HUB.decode(frame))
        .isInstanceOf(MalformedMessageException.class)
        .hasMessageContaining("UTF-8");
  }

  @Test
  void ofTwoTypesTheFirstCounts() throws Exception {
    assertThat(decode("{\"type\":\"list_vms\",\"type\":\"command\"}")).isEqualTo(new ListVms(null));
  }

  @Test
  void halfASurrogatePairIsPassedOnAsItCame() throws Exception {
    String json = "{\"type\":\"command_response\",\"result\":\"ä \\uD83D\"}";

    byte[] written = WireCodec.HUB.encode(decode(json));

    assertThat(WireCodec.HUB.decode(written)).isEqualTo(decode(json));
  }

  @Test
  void aStateThatContainsItselfIsRefused() {
    Map<String, Object> state = new HashMap<>();
    state.put("me", state);

    assertThatThrownBy(() -> WireCodec.HUB.encode(new StateUpdate(state)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("state_update");
  }

  @Test
  void unknownTypesKeepTheirText() throws Exception {
    String json = "{\"type\":\"later_invention\",\"x\":1}";

    assertThat(decode(json)).isEqualTo(new HubMessage.Unknown("later_invention", json));
  }

  @Test
  void aFieldThatStandsTwiceIsRefused() {
    assertThatThrownBy(
            () -> decode("{\"type\":\"list_vms\",\"request_id\":\"a\",\"request_id\":\"b\"}"))
        .isInstanceOf(MalformedMessageException.class)
        .hasMessageContaining("'request_id'");
  }

  @Test
  void invalidUtf8IsRefused() {
    byte[] frame = "{\"type\":\"list_vms\",\"request_id\":\"x\"}".getBytes(StandardCharsets.UTF_8);
    frame[frame.length - 3] = (byte) 0xC0;

    assertThatThrownBy(() -> WireCodec.HUB.decode(frame))
        .isInstanceOf(MalformedMessageException.class);
  }

  @Test
  void typeComesFirstAndAbsentFieldsAreLeftOut() {
    byte[] written =
        WireCodec.HUB.encode(
            new Command("vm-1", "ls \"ä\"", null, null, null, null, null, null, null, null));

    assertThat(new String(written, StandardCharsets.UTF_8))
        .isEqualTo("{\"type\":\"command\",\"vm_id\":\"vm-1\",\"command\":\"ls \\\"ä\\\"\"}");
  }

  @Test
  void whatIsNotForSendingIsNotWritten() {
    assertThatThrownBy(() -> WireCodec.HUB.encode(new HubMessage.Unknown("x", "{}")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static HubMessage decode(String json) throws MalformedMessageException {
    return WireCodec.HUB.decode(json.getBytes(StandardCharsets.UTF_8));
  }
}
