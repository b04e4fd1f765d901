///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 17+
//DEPS dev.drover:drover-reference-server:0.1.0-SNAPSHOT
//DEPS org.slf4j:slf4j-nop:2.0.20

import dev.drover.hub.CommandResult;
import dev.drover.hub.HubClient;
import dev.drover.hub.VmInfo;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** The same command on all VMs of a hub at once. Arguments: the hub's address, the command. */
class Everywhere {
  public static void main(String... args) {
    boolean failed = false;
    try (HubClient hub = HubClient.connect(args[0])) {
      Map<String, CompletableFuture<CommandResult>> results = new LinkedHashMap<>();
      for (VmInfo vm : hub.listVms()) {
        results.put(vm.vmId(), hub.vm(vm.vmId()).sendCommandAsync(args[1]));
      }
      for (Map.Entry<String, CompletableFuture<CommandResult>> vm : results.entrySet()) {
        CommandResult result = vm.getValue().join();
        failed |= !result.isSuccess();
        result.output().lines().forEach(line -> System.out.println(vm.getKey() + ": " + line));
      }
    }
    System.exit(failed ? 1 : 0);
  }
}
