package dev.drover.reference.internal.vm;

import dev.drover.DroverException;
import dev.drover.reference.VmProvider.StartedVm;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A VM that was ordered: maybe started, maybe registered, maybe to be stopped already. */
final class PooledVm {

  private final CompletableFuture<Void> registered = new CompletableFuture<>();
  private @Nullable StartedVm handle;
  private boolean stopped;

  CompletableFuture<Void> registered() {
    return registered;
  }

  void confirm() {
    registered.complete(null);
  }

  void failUnlessRegistered(String reason) {
    registered.completeExceptionally(new DroverException(reason, null));
  }

  /** It runs; if it was stopped meanwhile, it ends at once. */
  void started(StartedVm vm) {
    synchronized (this) {
      if (!stopped) {
        handle = vm;
        return;
      }
    }
    vm.stop();
  }

  /** Ends it. Idempotent. */
  void stop() {
    StartedVm ending;
    synchronized (this) {
      stopped = true;
      ending = handle;
      handle = null;
    }
    if (ending != null) {
      ending.stop();
    }
    failUnlessRegistered("the VM was stopped");
  }
}
