package dev.drover.internal.wire;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Every message of the document and of its extension, against its golden file. */
class HubMessageTest extends GoldenFrameContract<HubMessage> {

  private static final List<String> STEPS =
      List.of(
          "navigate to the search tab", "type in computer science", "click on computer science");

  HubMessageTest() {
    super(GoldenFrames.HUB, WireCodec.HUB, HubMessage.class);
  }

  @Test
  void readsTheDocumentsValues() throws Exception {
    assertThat(decode("register_client")).isEqualTo(new Register("client", null, null, null));
    assertThat(decode("register_vm"))
        .isEqualTo(new Register("vm", "your-unique-vm-id", null, null));
    assertThat(decode("command"))
        .isEqualTo(
            new Command(
                "your-vm-id", "your-command-here", null, null, null, null, null, null, null, null));
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
            new HubMessage.Test("test1", null, STEPS, null),
            new HubMessage.Test(
                "test2", null, List.of("go to login page", "enter credentials"), null));
    assertThat(((SpinUpResponse) decode("spin_up_response")).tests())
        .contains(new HubMessage.Test("test1", "vm-uuid-1", STEPS, null));
    assertThat(((ListVmsResponse) decode("list_vms_response")).vms())
        .containsExactly(
            new ListedVm("vm-uuid-1", "test1", "connected", null, null),
            new ListedVm("vm-uuid-2", null, "connected", null, null));
  }

  @Test
  void readsTheLeases() throws Exception {
    assertThat(((SpinUp) decode("drover.v1/spin_up_leased")).lease())
        .isEqualTo(new LeaseFields("run-42", "ada@ci-7, process 4711", 60.0, null));
    assertThat(((SpinUp) decode("drover.v1/spin_up_leased")).tests())
        .extracting(HubMessage.Test::wish)
        .containsExactly(
            new WishFields("vm-uuid-1", null), new WishFields(null, Map.of("os", "linux")));
    assertThat(((ListVmsResponse) decode("drover.v1/list_vms_response_leased")).vms())
        .contains(
            new ListedVm(
                "vm-uuid-1",
                "test1",
                "connected",
                Map.of("os", "linux"),
                new LeaseFields("run-42", "ada@ci-7, process 4711", null, 1764300060.125)));
  }

  private static HubMessage decode(String name) throws Exception {
    return WireCodec.HUB.decode(GoldenFrames.HUB.read(name));
  }
}
