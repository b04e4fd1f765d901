package dev.drover.reference.internal.hub;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Which VM belongs to which test case; also of VMs that are still starting, or lost for now. */
final class Assignments {

  /** The VM of a test case, and the request that asked for it last. */
  record Assignment(String testCaseId, String vmId, SpinUp request) {}

  private final Map<String, Assignment> byTestCase = new HashMap<>();
  private final Map<String, String> byVm = new HashMap<>();
  private Consumer<String> freed = testCaseId -> {};

  /** Who hears of each test case that has lost its VM, for whatever reason. */
  void onFreed(Consumer<String> listener) {
    freed = listener;
  }

  void assign(String testCaseId, String vmId, SpinUp request) {
    byTestCase.put(testCaseId, new Assignment(testCaseId, vmId, request));
    byVm.put(vmId, testCaseId);
  }

  @Nullable Assignment of(String testCaseId) {
    return byTestCase.get(testCaseId);
  }

  @Nullable String testCaseOf(String vmId) {
    return byVm.get(vmId);
  }

  /** Frees a test case's VM; false if it has none. */
  boolean release(String testCaseId) {
    Assignment former = byTestCase.remove(testCaseId);
    if (former != null) {
      byVm.remove(former.vmId());
      freed.accept(testCaseId);
    }
    return former != null;
  }

  void releaseVm(String vmId) {
    String testCaseId = byVm.get(vmId);
    if (testCaseId != null) {
      release(testCaseId);
    }
  }
}
