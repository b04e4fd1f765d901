package dev.drover.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.drover.RemoteException;
import dev.drover.agent.AgentOptions;
import dev.drover.hub.HubClient;
import dev.drover.hub.SpinUpOptions;
import dev.drover.hub.TestCase;
import dev.drover.hub.VmWish;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Test cases that want certain VMs. */
class WishTest extends WithServer {

  private HubClient hub() {
    server.vm("vm-1").labels(Map.of("os", "linux"));
    server.vm("vm-2").labels(Map.of("os", "plan9", "gpu", "yes"));
    return closing(HubClient.connect(server.uri().toString()));
  }

  private static SpinUpOptions wishing(VmWish wish) {
    return SpinUpOptions.defaults().withWish(wish);
  }

  private static void assertRefused(Runnable asking, String code, String words) {
    assertThatThrownBy(asking::run)
        .isInstanceOfSatisfying(RemoteException.class, e -> assertThat(e.code()).contains(code))
        .hasMessageContaining(words);
  }

  @Test
  void areGrantedByIdAndByLabels() {
    HubClient hub = hub();

    assertThat(hub.spinUp(TestCase.of("a"), wishing(VmWish.ofVm("vm-2"))).vm().id())
        .isEqualTo("vm-2");
    hub.release("a");
    assertThat(hub.spinUp(TestCase.of("b"), wishing(VmWish.labelled("gpu", "yes"))).vm().id())
        .isEqualTo("vm-2");
    assertThat(hub.listVms().get(1).labels()).containsEntry("os", "plan9");
  }

  @Test
  void tellWhetherWaitingHelps() {
    HubClient hub = hub();
    VmWish gpu = VmWish.labelled("gpu", "yes");
    hub.spinUp(TestCase.of("a"), wishing(gpu));

    assertRefused(() -> hub.spinUp(TestCase.of("b"), wishing(gpu)), "NO_VM_AVAILABLE", "has 'a'");
    assertRefused(
        () -> hub.spinUp(TestCase.of("b"), wishing(VmWish.labelled("os", "beos"))),
        "NO_MATCHING_VM",
        "{os=beos}");
    assertRefused(
        () -> hub.spinUp(TestCase.of("b"), wishing(VmWish.ofVm("vm-9"))), "NO_MATCHING_VM", "vm-9");
  }

  @Test
  void whoWantsMuchChoosesFirst() {
    hub();

    v1Client()
        .send(
            "{'type':'spin_up','tests':[{'test_case_id':'any'},{'test_case_id':'one','wish':{'vm_id':'vm-1'}}],'request_id':'1'}")
        .expect(
            "{'type':'spin_up_response','tests':[{'test_case_id':'any','vm_id':'vm-2','steps':[]},{'test_case_id':'one','vm_id':'vm-1','steps':[]}],'request_id':'1'}");
  }

  @Test
  void theProviderStartsWhatItCan() {
    try (ReferenceServer own = ReferenceServer.start();
        HubClient hub = HubClient.connect(own.uri().toString())) {
      String os = Objects.requireNonNull(AgentOptions.of("any").labels().get("os"));

      assertThat(hub.spinUp(TestCase.of("a"), wishing(VmWish.labelled("os", os))).vm().id())
          .startsWith("process-vm-");
      assertRefused(
          () -> hub.spinUp(TestCase.of("b"), wishing(VmWish.labelled("os", "beos"))),
          "NO_MATCHING_VM",
          "none can be started");
    }
  }
}
