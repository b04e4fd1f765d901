package dev.drover.examples;

import dev.drover.ClientOptions;
import dev.drover.agent.AgentOptions;
import dev.drover.agent.CommandPolicy;
import dev.drover.agent.VmAgent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;

/** Makes the machine it runs on a VM of a hub elsewhere, until it is ended. */
public final class AgentOnAnotherMachine {

  private AgentOnAnotherMachine() {}

  /** Arguments: the hub's address, the VM's id. The token, if any, is in DROVER_TOKEN. */
  public static void main(String[] args) throws Exception {
    // The shortest form is one line: VmAgent.connect("ws://hub:8765", "vm-17");
    ClientOptions hub = ClientOptions.of(args[0]);
    String token = System.getenv("DROVER_TOKEN");
    Path home = Files.createTempDirectory("vm");
    try (VmAgent agent =
        VmAgent.connect(token == null ? hub : hub.token(token), options(args[1], home))) {
      System.out.println(agent.vmId() + " is " + agent.state());
      agent.closed().join(); // it reconnects by itself; this ends when the hub sends it away
    }
  }

  static AgentOptions options(String vmId, Path home) {
    return AgentOptions.of(vmId)
        .withWorkingDirectory(home)
        .withEnv(Map.of("LC_ALL", "C"))
        .withLabel("room", "2.17") // clients may wish for it: VmWish.labelled("room", "2.17")
        .withMaxCommands(4)
        // Guards against accidents. Who must not run what they like needs CommandPolicy.allowList.
        .withPolicy(CommandPolicy.deny(Pattern.compile("\\bshutdown\\b|\\breboot\\b")));
  }
}
