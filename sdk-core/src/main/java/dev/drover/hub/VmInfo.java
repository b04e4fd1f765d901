package dev.drover.hub;

import java.util.Optional;

/**
 * A VM as the hub lists it ({@code hub.md}, "List VMs Response").
 *
 * @param vmId the VM's id
 * @param testCaseId the test case it is assigned to, if any
 * @param status the hub's word for its state, {@code connected} for one that can be used; empty if
 *     the hub sent none
 */
public record VmInfo(String vmId, Optional<String> testCaseId, String status) {

  /** Whether the VM is connected to the hub. */
  public boolean isConnected() {
    return status.equals("connected");
  }
}
