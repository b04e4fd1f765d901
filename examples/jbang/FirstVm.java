///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 17+
//DEPS dev.drover:drover-reference-server:0.1.0-SNAPSHOT
//DEPS org.slf4j:slf4j-nop:2.0.20

import dev.drover.hub.HubClient;
import dev.drover.hub.TestCase;
import dev.drover.hub.Vm;
import dev.drover.reference.ReferenceServer;
import java.nio.file.Path;

/** A hub, a VM, a command, a picture. Arguments: the command, the picture's file. */
class FirstVm {
  public static void main(String... args) {
    String command = args.length > 0 ? args[0] : "uname -sm";
    Path picture = Path.of(args.length > 1 ? args[1] : "first-vm.png");
    try (ReferenceServer server = ReferenceServer.start();
        HubClient hub = HubClient.connect(server.uri().toString())) {
      Vm vm = hub.spinUp(TestCase.of("first")).vm();
      System.out.print(vm.sendCommand(command).output());
      System.out.println(vm.screenshot().saveTo(picture));
      hub.release("first");
    }
  }
}
