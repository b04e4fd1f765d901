package dev.drover.hub;

import dev.drover.ConnectionState;
import dev.drover.RequestTimeoutException;
import dev.drover.internal.concurrent.DaemonThreads;
import dev.drover.internal.concurrent.Timers;
import dev.drover.internal.session.Durations;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Asks a hub for its VMs until one of them is connected. */
final class ConnectedWait {

  private static final Duration PAUSE = Duration.ofMillis(100);

  private final HubConversation hub;
  private final String vmId;
  private final Duration timeout;
  private final boolean inline;
  private final long startNanos = System.nanoTime();
  private final CompletableFuture<Void> connected = new CompletableFuture<>();
  private volatile String lastSeen = "the hub has not answered yet";

  /**
   * A wait that has not begun.
   *
   * @param inline whether nobody's code hangs on it: then it needs no thread of the user's, which
   *     may be the very one that waits
   */
  ConnectedWait(HubConversation hub, String vmId, Duration timeout, boolean inline) {
    this.inline = inline;
    this.hub = hub;
    this.vmId = vmId;
    this.timeout = timeout;
  }

  CompletableFuture<Void> start() {
    look();
    return connected;
  }

  private void look() {
    Duration left = timeout.minusNanos(System.nanoTime() - startNanos);
    if (connected.isDone()) {
      return;
    }
    if (left.isNegative() || left.isZero()) {
      connected.completeExceptionally(
          new RequestTimeoutException(
              "%s was not connected within %s: %s; start its agent, or wait longer"
                  .formatted(vmId, Durations.text(timeout), lastSeen)));
      return;
    }
    Duration limit = hub.options().requestTimeout();
    hub.ask(Listing.ask(left.compareTo(limit) < 0 ? left : limit), inline).whenComplete(this::saw);
  }

  private void saw(@Nullable List<VmInfo> vms, @Nullable Throwable failure) {
    if (vms == null) {
      lastSeen = String.valueOf(failure == null ? null : failure.getMessage());
    } else {
      VmInfo found = vms.stream().filter(vm -> vm.vmId().equals(vmId)).findFirst().orElse(null);
      if (found != null && found.isConnected()) {
        connected.complete(null);
        return;
      }
      lastSeen =
          found == null ? "the hub does not list it" : "its status is '" + found.status() + "'";
    }
    if (hub.session().state() == ConnectionState.CLOSED && failure != null) {
      connected.completeExceptionally(failure);
      return;
    }
    Timers.schedule(() -> DaemonThreads.executor().execute(this::look), PAUSE);
  }
}
