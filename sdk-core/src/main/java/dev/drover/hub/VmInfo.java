package dev.drover.hub;

import java.util.Map;
import java.util.Optional;

/**
 * A VM as the hub lists it ({@code hub.md}, "List VMs Response").
 *
 * @param vmId the VM's id
 * @param testCaseId the test case it is assigned to, if any
 * @param status the hub's word for its state, {@code connected} for one that can be used; empty if
 *     the hub sent none
 * @param labels what the VM said of itself; empty if the hub knows no labels ({@code drover.v1})
 * @param lease the run that has the VM, if any ({@code drover.v1})
 */
public record VmInfo(
    String vmId,
    Optional<String> testCaseId,
    String status,
    Map<String, String> labels,
    Optional<Lease> lease) {

  /** Copies the labels. */
  public VmInfo {
    labels = Map.copyOf(labels);
  }

  /**
   * A VM without labels and lease.
   *
   * @param vmId the VM's id
   * @param testCaseId the test case it is assigned to, if any
   * @param status the hub's word for its state
   */
  public VmInfo(String vmId, Optional<String> testCaseId, String status) {
    this(vmId, testCaseId, status, Map.of(), Optional.empty());
  }

  /** Whether the VM is connected to the hub. */
  public boolean isConnected() {
    return status.equals("connected");
  }
}
