package dev.drover.hub;

import dev.drover.DroverException;
import dev.drover.internal.wire.HubMessage;
import dev.drover.internal.wire.HubMessage.SpinUp;
import dev.drover.internal.wire.HubMessage.SpinUpResponse;
import dev.drover.internal.wire.HubMessage.Test;
import dev.drover.internal.wire.WishFields;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** The request for VMs, and what its answer assigns: matched by id, never by position. */
final class SpinningUp {

  private final List<TestCase> testCases;
  private final SpinUpOptions options;
  private final Function<String, Vm> vms;

  private SpinningUp(List<TestCase> testCases, SpinUpOptions options, Function<String, Vm> vms) {
    this.testCases = List.copyOf(testCases);
    this.options = options;
    this.vms = vms;
    Set<String> ids = new HashSet<>();
    for (TestCase testCase : this.testCases) {
      if (!ids.add(testCase.id())) {
        throw new IllegalArgumentException(
            "two test cases have the id '" + testCase.id() + "'; a hub tells them apart by it");
      }
    }
    if (ids.isEmpty()) {
      throw new IllegalArgumentException("no test case is given; a VM is assigned to one");
    }
    if (ids.size() > 1 && options.wish().vmId().isPresent()) {
      throw new IllegalArgumentException(
          "%d test cases cannot all have the VM '%s'; ask for it for one of them"
              .formatted(ids.size(), options.wish().vmId().get()));
    }
  }

  static Ask<List<Assignment>> ask(
      List<TestCase> testCases, SpinUpOptions options, Duration timeout, Function<String, Vm> vms) {
    SpinningUp asked = new SpinningUp(testCases, options, vms);
    String wish = options.wish().isAny() ? "" : ", wishing for " + options.wish();
    String what = "spin_up for " + testCases.stream().map(TestCase::id).toList() + wish;
    return new Ask<>(
        what,
        timeout,
        "the hub may be starting VMs: raise SpinUpOptions.withTimeout or requestTimeout, or see the"
            + " hub's log",
        Answers.SPIN_UP,
        asked::message,
        asked::isMine,
        answer -> asked.assignments(Answers.expect(SpinUpResponse.class, answer, what)));
  }

  private HubMessage message(String requestId) {
    WishFields wish = LeaseWords.wished(options.wish());
    return new SpinUp(
        testCases.stream().map(test -> new Test(test.id(), null, test.steps(), wish)).toList(),
        options.lease().map(LeaseWords::asked).orElse(null),
        requestId);
  }

  private boolean isMine(HubMessage answer) {
    return answer instanceof SpinUpResponse response
        && testCases.stream().allMatch(test -> byId(response).containsKey(test.id()));
  }

  private List<Assignment> assignments(SpinUpResponse response) {
    Map<String, Test> assigned = byId(response);
    List<Assignment> assignments = new ArrayList<>();
    for (TestCase testCase : testCases) {
      Test test = assigned.get(testCase.id());
      if (test == null || test.vmId() == null || test.vmId().isBlank()) {
        throw new DroverException(
            "the hub assigned no VM to '%s'; it answered for %s"
                .formatted(testCase.id(), assigned.keySet()),
            null);
      }
      checkWish(testCase, test.vmId());
      List<String> steps = test.steps() == null ? testCase.steps() : test.steps();
      assignments.add(
          new Assignment(
              new TestCase(testCase.id(), steps),
              vms.apply(test.vmId()),
              LeaseWords.granted(response.lease())));
    }
    return List.copyOf(assignments);
  }

  /** A request may have waited for a connection, and then met a hub that knows no wishes. */
  private void checkWish(TestCase testCase, String vmId) {
    if (options.wish().vmId().filter(wished -> !wished.equals(vmId)).isPresent()) {
      throw new DroverException(
          "the hub assigned the VM '%s' to '%s', but '%s' was wished for; does it know drover.v1?"
              .formatted(vmId, testCase.id(), options.wish().vmId().get()),
          null);
    }
  }

  private static Map<String, Test> byId(SpinUpResponse response) {
    Map<String, Test> tests = new LinkedHashMap<>();
    for (Test test : response.tests() == null ? List.<Test>of() : response.tests()) {
      if (test != null && test.testCaseId() != null) {
        tests.put(test.testCaseId(), test);
      }
    }
    return tests;
  }
}
