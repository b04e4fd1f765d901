package dev.drover.hub;

import dev.drover.internal.wire.HubMessage;
import dev.drover.internal.wire.HubMessage.ListVmsResponse;
import dev.drover.internal.wire.HubMessage.ListedVm;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The request for the list of VMs. */
final class Listing {

  private Listing() {}

  static Ask<List<VmInfo>> ask(Duration timeout) {
    return Ask.of(
        "list_vms",
        timeout,
        "is this a hub?",
        Answers.LIST_VMS,
        HubMessage.ListVms::new,
        ListVmsResponse.class,
        Listing::vms);
  }

  private static List<VmInfo> vms(ListVmsResponse response) {
    List<VmInfo> vms = new ArrayList<>();
    for (ListedVm vm : response.vms() == null ? List.<ListedVm>of() : response.vms()) {
      if (vm != null && vm.vmId() != null) {
        vms.add(
            new VmInfo(
                vm.vmId(),
                Optional.ofNullable(vm.testCaseId()),
                vm.status() == null ? "" : vm.status()));
      }
    }
    return List.copyOf(vms);
  }
}
