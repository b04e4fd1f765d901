package dev.drover.reference.internal.hub;

import dev.drover.reference.internal.frame.Frame;
import org.jspecify.annotations.Nullable;

/** The hub itself asked, and whatever the answer is, there is nothing more to be done. */
enum Unheard implements Asker {
  INSTANCE;

  @Override
  public void progress(Route route, FleetVm vm, Frame message, Dialect.Meaning meaning) {}

  @Override
  public boolean prompt(Route route, FleetVm vm, Frame message) {
    return false;
  }

  @Override
  public void answer(Route route, FleetVm vm, Frame message, Dialect.Meaning meaning) {}

  @Override
  public void refuse(Route route, String code, String reason) {}

  @Override
  public @Nullable Member member() {
    return null;
  }

  @Override
  public boolean is(Member client, String requestId) {
    return false;
  }
}
