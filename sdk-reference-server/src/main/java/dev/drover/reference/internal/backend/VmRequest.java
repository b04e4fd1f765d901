package dev.drover.reference.internal.backend;

import dev.drover.internal.wire.HubMessage;

/**
 * A request that can be put to any VM, by whichever door that came and by whichever door it did.
 */
public interface VmRequest {

  /**
   * As a hub asks a VM that knows {@code drover.v1}.
   *
   * @throws BadRequestException if a hub has no words for it
   */
  HubMessage forHub(String vmId, String requestId);

  /** As a backend asks. */
  byte[] forBackend(String requestId);
}
