package dev.drover.reference.internal.hub;

import dev.drover.ErrorCodes;
import dev.drover.internal.wire.HubMessage;
import dev.drover.reference.internal.hub.Assignments.Assignment;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Finds VMs for test cases: the one a test case has, else the oldest that is free, else a new one.
 * A request gets all its VMs or none.
 */
final class SpinUps {

  private final Fleet fleet;
  private final Assignments assignments;
  private final VmStarter starter;
  private final Audience audience;
  private final List<SpinUp> pending = new ArrayList<>();

  SpinUps(Fleet fleet, Assignments assignments, VmStarter starter, Audience audience) {
    this.fleet = fleet;
    this.assignments = assignments;
    this.starter = starter;
    this.audience = audience;
  }

  void ask(Member client, HubMessage.SpinUp message) {
    if (message.tests() == null) {
      client.refuse(ErrorCodes.BAD_MESSAGE, "spin_up needs a list of tests", message.requestId());
      return;
    }
    SpinUp request = new SpinUp(client, message.requestId(), message.tests());
    Set<String> missing = new LinkedHashSet<>();
    for (String testCaseId : request.testCaseIds()) {
      if (!assignExisting(request, testCaseId)) {
        missing.add(testCaseId);
      }
    }
    Optional<String> refusal = starter.refusal(missing.size());
    if (!missing.isEmpty() && refusal.isPresent()) {
      fail(request, refusal.get());
      return;
    }
    missing.forEach(testCaseId -> start(request, testCaseId));
    pending.add(request);
    answerIfComplete(request);
  }

  /** Keeps the VM that the test case has, or takes one that is free. */
  private boolean assignExisting(SpinUp request, String testCaseId) {
    Assignment has = assignments.of(testCaseId);
    if (has != null && !fleet.isAwaited(has.vmId())) {
      assignments.assign(testCaseId, has.vmId(), request);
      request.waitForUnless(has.vmId(), fleet.get(has.vmId()) != null);
      return true;
    }
    assignments.release(testCaseId);
    FleetVm free = fleet.free();
    if (free != null) {
      assignments.assign(testCaseId, free.id(), request);
      request.isNew(testCaseId);
    }
    return free != null;
  }

  private void start(SpinUp request, String testCaseId) {
    String vmId = starter.nextId();
    while (fleet.knows(vmId)) {
      vmId = starter.nextId();
    }
    assignments.assign(testCaseId, vmId, request);
    request.isNew(testCaseId);
    request.waitForUnless(vmId, false);
    starter.start(vmId);
  }

  /** A VM is connected. */
  void connected(String vmId) {
    for (SpinUp request : waitingFor(vmId)) {
      request.waitForUnless(vmId, true);
      answerIfComplete(request);
    }
  }

  /** A VM could not be started. */
  void failed(String vmId, String reason) {
    waitingFor(vmId).forEach(request -> fail(request, reason));
    assignments.releaseVm(vmId);
  }

  /** A client is gone: what it has not been told of, nobody will give back. */
  void forget(Member client) {
    for (SpinUp request : which(r -> r.client() == client)) {
      giveBack(request);
    }
  }

  private void answerIfComplete(SpinUp request) {
    if (request.isWaiting()) {
      return;
    }
    for (String testCaseId : request.testCaseIds()) {
      Assignment assignment = assignments.of(testCaseId);
      if (assignment == null || fleet.get(assignment.vmId()) == null) {
        fail(request, "the VM of " + testCaseId + " was lost meanwhile");
        return;
      }
    }
    pending.remove(request);
    HubMessage answer = request.answer(assignments);
    if (request.requestId() != null) {
      request.client().send(answer);
    } else {
      audience.tell(answer, request.client());
    }
  }

  private void fail(SpinUp request, String reason) {
    giveBack(request);
    request.client().refuse(ErrorCodes.NO_VM_AVAILABLE, reason, request.requestId());
  }

  /** Frees what this request took, unless another has asked for the same test case since. */
  private void giveBack(SpinUp request) {
    pending.remove(request);
    for (String testCaseId : request.newTestCaseIds()) {
      Assignment assignment = assignments.of(testCaseId);
      if (assignment != null && assignment.owner() == request) {
        assignments.release(testCaseId);
      }
    }
  }

  private List<SpinUp> waitingFor(String vmId) {
    return which(request -> request.waitsFor(vmId));
  }

  private List<SpinUp> which(Predicate<SpinUp> which) {
    return pending.stream().filter(which).toList();
  }
}
