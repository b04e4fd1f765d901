package dev.drover.reference.internal.hub;

import dev.drover.reference.internal.frame.Frame;
import org.jspecify.annotations.Nullable;

/** Who asked something of a VM, and hears what becomes of it. Called under the lock. */
interface Asker {

  /** A message before the end. */
  void progress(Route route, FleetVm vm, Frame message, Dialect.Meaning meaning);

  /**
   * The command waits for input.
   *
   * @return whether that is the end of the request
   */
  boolean prompt(Route route, FleetVm vm, Frame message);

  /** The end, be it an error. */
  void answer(Route route, FleetVm vm, Frame message, Dialect.Meaning meaning);

  /** The end, and the VM did not say so. */
  void refuse(Route route, String code, String reason);

  /** Whose connection is not read from while the VM is slow to take its requests, if anybody's. */
  @Nullable Member member();

  /** Whether it is this very request of that client's. */
  boolean is(Member client, String requestId);
}
