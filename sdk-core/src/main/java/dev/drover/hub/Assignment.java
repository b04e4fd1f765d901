package dev.drover.hub;

import java.util.Optional;

/**
 * A VM that a hub assigned to a test case.
 *
 * @param testCase the test case with the steps as the hub confirmed them
 * @param vm the VM; on some hubs it may still be connecting, see {@link Vm#awaitConnected}
 * @param lease how long the hub lets one have it, if a lease was asked for and the hub knows leases
 */
public record Assignment(TestCase testCase, Vm vm, Optional<Lease> lease) {

  /**
   * An assignment without a lease: it lasts until it is given back.
   *
   * @param testCase the test case
   * @param vm the VM
   */
  public Assignment(TestCase testCase, Vm vm) {
    this(testCase, vm, Optional.empty());
  }
}
