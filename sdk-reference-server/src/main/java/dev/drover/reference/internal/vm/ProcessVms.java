package dev.drover.reference.internal.vm;

import dev.drover.agent.AgentOptions;
import dev.drover.reference.VmProvider;
import java.io.IOException;
import java.util.Map;

/** VMs that are agents in this process. */
public final class ProcessVms implements VmProvider {

  /** They all run on this machine, so they all have the same labels. */
  private static final Map<String, String> LABELS = AgentOptions.of("any").labels();

  @Override
  public StartedVm start(VmOrder order) throws IOException {
    return ProcessVm.start(order);
  }

  @Override
  public boolean canStart(Map<String, String> labels) {
    return LABELS.entrySet().containsAll(labels.entrySet());
  }
}
