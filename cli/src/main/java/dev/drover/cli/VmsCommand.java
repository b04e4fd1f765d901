package dev.drover.cli;

import dev.drover.hub.HubClient;
import dev.drover.hub.VmInfo;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Lists the VMs. */
@Command(
    name = "vms",
    mixinStandardHelpOptions = true,
    versionProvider = BuildVersion.class,
    description = "Lists the VMs that the hub knows.")
final class VmsCommand implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private HubOptions hub = new HubOptions();

  @Option(names = "--json", description = "Print a JSON array of objects, on one line.")
  private boolean json;

  @Override
  public Integer call() {
    List<VmInfo> vms;
    try (HubClient client = hub.connect()) {
      vms = client.listVms();
    }
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(Json.line(vms.stream().map(vm -> json(vm).fields()).toList()));
    } else if (vms.isEmpty()) {
      spec.commandLine().getErr().println("no VMs; 'drover agent' or 'drover spin-up' brings one");
    } else {
      print(vms, out);
    }
    return ExitCodes.OK;
  }

  private static Json json(VmInfo vm) {
    return Json.object()
        .with("vm_id", vm.vmId())
        .with("test_case_id", vm.testCaseId().orElse(null))
        .with("status", vm.status());
  }

  private static void print(List<VmInfo> vms, PrintWriter out) {
    int id = Math.max(2, vms.stream().mapToInt(vm -> vm.vmId().length()).max().orElse(0));
    int status = Math.max(6, vms.stream().mapToInt(vm -> vm.status().length()).max().orElse(0));
    String row = "%-" + id + "s  %-" + status + "s  %s%n";
    out.printf(row, "VM", "STATUS", "TEST CASE");
    vms.forEach(vm -> out.printf(row, vm.vmId(), vm.status(), vm.testCaseId().orElse("-")));
  }
}
