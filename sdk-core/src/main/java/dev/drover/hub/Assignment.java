package dev.drover.hub;

/**
 * A VM that a hub assigned to a test case.
 *
 * @param testCase the test case with the steps as the hub confirmed them
 * @param vm the VM; on some hubs it may still be connecting, see {@link Vm#awaitConnected}
 */
public record Assignment(TestCase testCase, Vm vm) {}
