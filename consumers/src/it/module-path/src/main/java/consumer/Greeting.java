package consumer;

import dev.drover.hub.Vm;

/** What a module of somebody else's does with a VM. */
public final class Greeting {

  private Greeting() {}

  /** Asks a VM to greet. */
  public static String of(Vm vm) {
    return vm.sendCommand("echo hello").output().strip();
  }
}
