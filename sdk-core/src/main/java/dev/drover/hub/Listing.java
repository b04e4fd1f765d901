package dev.drover.hub;

import dev.drover.internal.wire.HubMessage;
import dev.drover.internal.wire.HubMessage.ListVmsResponse;
import dev.drover.internal.wire.HubMessage.ListedVm;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

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
        response -> vms(response.vms()));
  }

  static List<VmInfo> vms(@Nullable List<ListedVm> listed) {
    List<VmInfo> vms = new ArrayList<>();
    for (ListedVm vm : listed == null ? List.<ListedVm>of() : listed) {
      if (vm != null && vm.vmId() != null) {
        vms.add(
            new VmInfo(
                vm.vmId(),
                Optional.ofNullable(vm.testCaseId()),
                vm.status() == null ? "" : vm.status(),
                vm.labels() == null ? Map.of() : vm.labels(),
                LeaseWords.granted(vm.lease())));
      }
    }
    return List.copyOf(vms);
  }
}
