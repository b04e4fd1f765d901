package dev.drover.examples;

import dev.drover.ClientOptions;
import dev.drover.hub.CommandResult;
import dev.drover.hub.HubClient;
import dev.drover.hub.Vm;
import dev.drover.hub.VmInfo;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Looks at the VMs of a hub that runs already, and at one of them, without taking it from anybody.
 */
public final class AttachToAHub {

  private AttachToAHub() {}

  /** Arguments: the hub's address, a VM's id. The token, if any, is in DROVER_TOKEN. */
  public static void main(String[] args) {
    ClientOptions options = ClientOptions.of(args[0]).requestTimeout(Duration.ofSeconds(20));
    String token = System.getenv("DROVER_TOKEN");
    run(
        token == null ? options : options.token(token),
        args[1],
        Path.of(args[1] + ".png"),
        System.out);
  }

  static void run(ClientOptions options, String vmId, Path picture, PrintStream out) {
    try (HubClient hub = HubClient.connect(options)) {
      for (VmInfo vm : hub.listVms()) {
        String testCase = vm.testCaseId().map(id -> "runs " + id).orElse("free");
        out.printf("%s  %s, %s, %s%n", vm.vmId(), vm.status(), testCase, vm.labels());
      }

      Vm vm = hub.vm(vmId); // any VM of the hub, whoever had it started
      CommandResult disk = vm.sendCommand("df -P . | tail -n 1");
      out.println("disk:  " + disk.output().strip());
      out.println("screen: " + vm.screenshot().saveTo(picture));
    } // closes the connection; the VM stays with whom it was
  }
}
