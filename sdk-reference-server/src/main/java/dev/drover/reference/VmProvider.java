package dev.drover.reference;

import dev.drover.DroverException;
import dev.drover.reference.internal.vm.ProcessVms;
import java.net.URI;
import java.util.Map;
import java.util.Optional;

/** Starts VMs when a test case needs one and none is free. */
@FunctionalInterface
public interface VmProvider {

  /**
   * Starts a VM, which then registers with the hub by itself. May block; called on a thread of the
   * server's, several at a time.
   *
   * @param order which VM to start, and where it shall register
   * @return how to end it
   * @throws Exception if it cannot be started; the message reaches the one who asked for a VM
   */
  StartedVm start(VmOrder order) throws Exception;

  /**
   * Whether it can start VMs with certain labels. A wish that it cannot grant, and no VM that is
   * there, is refused. By default it can only without labels. Must not block.
   *
   * @param labels those that the VM must have; may be empty
   * @return whether a VM that it starts will have them
   */
  default boolean canStart(Map<String, String> labels) {
    return labels.isEmpty();
  }

  /**
   * VMs that are agents in this process: each runs real commands in a temporary directory of its
   * own, which is deleted when the VM ends.
   *
   * @return the provider
   */
  static VmProvider processes() {
    return new ProcessVms();
  }

  /**
   * No VMs but those that connect by themselves, or are scripted.
   *
   * @return the provider
   */
  static VmProvider none() {
    return order -> {
      throw new DroverException(
          "this server starts no VMs; connect a VM agent, or script a VM", null);
    };
  }

  /**
   * Which VM to start.
   *
   * @param vmId the id it must register with
   * @param hub where it registers
   * @param token the server's token, if it demands one
   * @param labels those it must register with, besides others; empty unless the provider said that
   *     it {@link VmProvider#canStart} such
   */
  record VmOrder(String vmId, URI hub, Optional<String> token, Map<String, String> labels) {

    /** Copies the labels. */
    public VmOrder {
      labels = Map.copyOf(labels);
    }

    /** One line, without the token. */
    @Override
    public String toString() {
      return "VmOrder[" + vmId + " for " + hub + "]";
    }
  }

  /** A VM that was started. */
  @FunctionalInterface
  interface StartedVm {
    /** Ends the VM with all it runs. May block for some seconds; called once. */
    void stop();
  }
}
