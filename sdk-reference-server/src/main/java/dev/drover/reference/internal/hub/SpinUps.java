package dev.drover.reference.internal.hub;

import dev.drover.ErrorCodes;
import dev.drover.hub.LeaseTerms;
import dev.drover.hub.VmWish;
import dev.drover.internal.wire.HubMessage;
import dev.drover.internal.wire.LeaseFields;
import dev.drover.reference.internal.hub.Assignments.Assignment;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Finds VMs for test cases: the one a test case has, else the oldest that is free, else a new one.
 * A request gets all its VMs or none.
 */
final class SpinUps {

  private final Fleet fleet;
  private final Assignments assignments;
  private final VmStarter starter;
  private final Audience audience;
  private final Leases leases;
  private final Choice choice;
  private final List<SpinUp> pending = new ArrayList<>();

  SpinUps(
      Fleet fleet, Assignments assignments, Leases leases, VmStarter starter, Audience audience) {
    this.fleet = fleet;
    this.assignments = assignments;
    this.leases = leases;
    this.choice = new Choice(fleet, assignments, leases, starter);
    this.starter = starter;
    this.audience = audience;
  }

  void ask(Member client, HubMessage.SpinUp message) {
    if (message.tests() == null) {
      client.refuse(ErrorCodes.BAD_MESSAGE, "spin_up needs a list of tests", message.requestId());
      return;
    }
    SpinUp request;
    try {
      request = new SpinUp(client, message, message.tests());
    } catch (IllegalArgumentException e) {
      client.refuse(ErrorCodes.BAD_MESSAGE, String.valueOf(e.getMessage()), message.requestId());
      return;
    }
    leases.endExpired();
    List<String> missing = new ArrayList<>();
    Refusal refusal = assign(request, missing);
    if (refusal != null) {
      fail(request, refusal);
      return;
    }
    missing.forEach(testCaseId -> start(request, testCaseId));
    pending.add(request);
    answerIfComplete(request);
  }

  /** Takes what is there, and says what is missing, or why that cannot be had. */
  private @Nullable Refusal assign(SpinUp request, List<String> missing) {
    for (String testCaseId : request.choosiestFirst()) {
      VmWish wish = request.wish(testCaseId);
      Refusal refusal = mayHave(request, testCaseId, wish);
      if (refusal == null && !assignExisting(request, testCaseId, wish)) {
        missing.add(testCaseId);
        refusal = choice.refusalToStart(wish);
      }
      if (refusal != null) {
        return refusal;
      }
    }
    return missing.isEmpty()
        ? null
        : starter
            .refusal(missing.size())
            .map(reason -> new Refusal(ErrorCodes.NO_VM_AVAILABLE, reason))
            .orElse(null);
  }

  private @Nullable Refusal mayHave(SpinUp request, String testCaseId, VmWish wish) {
    LeaseTerms terms = request.lease();
    Refusal leased = terms == null ? null : leases.refusal(testCaseId, terms);
    Assignment has = assignments.of(testCaseId);
    return leased != null || has == null || fleet.isAwaited(has.vmId())
        ? leased
        : choice.refusalToKeep(testCaseId, has.vmId(), wish);
  }

  /** Keeps the VM that the test case has, or takes one that is free. */
  private boolean assignExisting(SpinUp request, String testCaseId, VmWish wish) {
    Assignment has = assignments.of(testCaseId);
    if (has != null && !fleet.isAwaited(has.vmId())) {
      assignments.assign(testCaseId, has.vmId(), request);
      request.waitForUnless(has.vmId(), fleet.get(has.vmId()) != null);
      return true;
    }
    assignments.release(testCaseId);
    FleetVm free = choice.free(wish);
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
    starter.start(vmId, request.wish(testCaseId).labels());
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
    Refusal refusal = new Refusal(ErrorCodes.NO_VM_AVAILABLE, reason);
    waitingFor(vmId).forEach(request -> fail(request, refusal));
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
        String reason = "the VM of " + testCaseId + " was lost meanwhile";
        fail(request, new Refusal(ErrorCodes.NO_VM_AVAILABLE, reason));
        return;
      }
    }
    pending.remove(request);
    HubMessage answer = request.answer(assignments, lease(request));
    if (request.requestId() != null) {
      request.client().send(answer);
    } else {
      audience.tell(request.answer(assignments, null), answer, request.client());
    }
  }

  /** The time counts from the answer on: until then the client's connection tells that it lives. */
  private @Nullable LeaseFields lease(SpinUp request) {
    LeaseTerms terms = request.lease();
    LeaseFields granted = null;
    if (terms != null) {
      for (String testCaseId : request.testCaseIds()) {
        granted = LeaseWords.granted(leases.grant(testCaseId, terms));
      }
    }
    return granted;
  }

  private void fail(SpinUp request, Refusal refusal) {
    giveBack(request);
    request.client().refuse(refusal.code(), refusal.reason(), request.requestId());
  }

  /** Frees what this request took, unless another has asked for the same test case since. */
  private void giveBack(SpinUp request) {
    pending.remove(request);
    for (String testCaseId : request.newTestCaseIds()) {
      Assignment assignment = assignments.of(testCaseId);
      if (assignment != null && assignment.request() == request) {
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
