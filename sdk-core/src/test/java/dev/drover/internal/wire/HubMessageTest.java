package dev.drover.internal.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.drover.internal.wire.HubMessage.Command;
import dev.drover.internal.wire.HubMessage.CommandResponse;
import dev.drover.internal.wire.HubMessage.ErrorMessage;
import dev.drover.internal.wire.HubMessage.ListVmsResponse;
import dev.drover.internal.wire.HubMessage.ListedVm;
import dev.drover.internal.wire.HubMessage.Register;
import dev.drover.internal.wire.HubMessage.ScreenshotRequest;
import dev.drover.internal.wire.HubMessage.ScreenshotResponse;
import dev.drover.internal.wire.HubMessage.SpinUp;
import dev.drover.internal.wire.HubMessage.SpinUpResponse;
import dev.drover.internal.wire.HubMessage.StateUpdate;
import dev.drover.internal.wire.HubMessage.VmState;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every message of the document and of its extension, against its golden file. */
class HubMessageTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<String> STEPS =
      List.of(
          "navigate to the search tab", "type in computer science", "click on computer science");

  static Stream<String> goldenFrames() throws Exception {
    return GoldenFrames.names();
  }

  @ParameterizedTest
  @MethodSource("goldenFrames")
  void roundTrips(String name) throws Exception {
    byte[] golden = GoldenFrames.read(name);

    HubMessage message = WireCodec.HUB.decode(golden);

    assertThat(message).isNotInstanceOf(HubMessage.Unknown.class);
    assertThat(JSON.readTree(WireCodec.HUB.encode(message))).isEqualTo(JSON.readTree(golden));
  }

  @ParameterizedTest
  @MethodSource("goldenFrames")
  void toleratesUnknownSiblings(String name) throws Exception {
    ObjectNode frame = (ObjectNode) JSON.readTree(GoldenFrames.read(name));
    HubMessage plain = WireCodec.HUB.decode(JSON.writeValueAsBytes(frame));
    frame.put("new_field", 1).putObject("newer_field").put("type", "not this");

    assertThat(WireCodec.HUB.decode(JSON.writeValueAsBytes(frame))).isEqualTo(plain);
  }

  @ParameterizedTest
  @MethodSource("goldenFrames")
  void toleratesAbsentAndNullFields(String name) throws Exception {
    ObjectNode frame = (ObjectNode) JSON.readTree(GoldenFrames.read(name));
    Class<?> type = WireCodec.HUB.decode(JSON.writeValueAsBytes(frame)).getClass();
    for (Iterator<String> fields = frame.deepCopy().fieldNames(); fields.hasNext(); ) {
      String field = fields.next();
      if (!field.equals("type")) {
        ObjectNode nulled = frame.deepCopy().putNull(field);
        ObjectNode absent = frame.deepCopy().without(field);
        assertThat(WireCodec.HUB.decode(JSON.writeValueAsBytes(nulled))).isInstanceOf(type);
        assertThat(WireCodec.HUB.decode(JSON.writeValueAsBytes(absent))).isInstanceOf(type);
      }
    }
  }

  @Test
  void everyMessageHasAGoldenFile() throws Exception {
    Set<String> written = new TreeSet<>();
    for (String name : GoldenFrames.names().toList()) {
      JsonNode frame = JSON.readTree(GoldenFrames.read(name));
      written.add(frame.path("type").asText());
    }

    Set<String> known =
        Stream.of(HubMessage.class.getPermittedSubclasses())
            .filter(type -> type != HubMessage.Unknown.class)
            .map(WireNames::of)
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(written).isEqualTo(known);
  }

  @Test
  void readsTheDocumentsValues() throws Exception {
    assertThat(decode("register_client")).isEqualTo(new Register("client", null, null));
    assertThat(decode("register_vm")).isEqualTo(new Register("vm", "your-unique-vm-id", null));
    assertThat(decode("command"))
        .isEqualTo(
            new Command("your-vm-id", "your-command-here", null, null, null, null, null, null));
    assertThat(decode("screenshot")).isEqualTo(new ScreenshotRequest("your-vm-id", false, null));
    assertThat(decode("state_update"))
        .isEqualTo(new StateUpdate(Map.of("status", "running", "progress", 75)));
    assertThat(decode("command_response"))
        .isEqualTo(new CommandResponse("your-vm-id", "VM's output", null, null));
    assertThat(decode("screenshot_response"))
        .isEqualTo(new ScreenshotResponse("your-vm-id", "base64-encoded-image", null));
    assertThat(decode("vm_state"))
        .isEqualTo(new VmState("vm-uuid", Map.of("status", "running", "progress", 75)));
    assertThat(decode("error"))
        .isEqualTo(new ErrorMessage("Error description", null, null, null, null));
  }

  @Test
  void readsTheDocumentsLists() throws Exception {
    assertThat(((SpinUp) decode("spin_up")).tests())
        .containsExactly(
            new HubMessage.Test("test1", null, STEPS),
            new HubMessage.Test("test2", null, List.of("go to login page", "enter credentials")));
    assertThat(((SpinUpResponse) decode("spin_up_response")).tests())
        .contains(new HubMessage.Test("test1", "vm-uuid-1", STEPS));
    assertThat(((ListVmsResponse) decode("list_vms_response")).vms())
        .containsExactly(
            new ListedVm("vm-uuid-1", "test1", "connected"),
            new ListedVm("vm-uuid-2", null, "connected"));
  }

  private static HubMessage decode(String name) throws Exception {
    return WireCodec.HUB.decode(GoldenFrames.read(name));
  }
}
