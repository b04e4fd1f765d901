package dev.drover.reference.internal.hub;

import java.util.Map;
import java.util.Optional;

/**
 * Where VMs come from that test cases need. Called under the hub's lock: nothing here may block.
 */
public interface VmStarter {

  /** Why so many VMs more cannot be started; empty if they can. */
  Optional<String> refusal(int wanted);

  /** An id for the next VM; another one each time. */
  String nextId();

  /** Whether it can start VMs with these labels. */
  boolean canStart(Map<String, String> labels);

  /** Begins to start a VM. It registers, or the hub is told that it failed. */
  void start(String vmId, Map<String, String> labels);

  /** A VM has registered, whoever started it. */
  void registered(String vmId);

  /** A VM is gone and does not come back, whoever started it. */
  void gone(String vmId);
}
