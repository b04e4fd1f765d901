package dev.drover.hub;

import java.util.List;

/**
 * A test case for which a VM is asked ({@code hub.md}, "Spin Up VMs for Test Cases").
 *
 * @param id names the test case; the hub knows the VM's assignment by it
 * @param steps what is to be done, in order; may be empty
 */
public record TestCase(String id, List<String> steps) {

  /** Checks the id and copies the steps. */
  public TestCase {
    if (id.isBlank()) {
      throw new IllegalArgumentException("a test case needs an id that is not blank");
    }
    steps = List.copyOf(steps);
  }

  /**
   * A test case.
   *
   * @param id its name
   * @param steps what is to be done, in order
   * @return the test case
   */
  public static TestCase of(String id, String... steps) {
    return new TestCase(id, List.of(steps));
  }
}
