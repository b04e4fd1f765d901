package dev.drover.reference;

import dev.drover.DroverException;
import dev.drover.reference.internal.hub.Hub;
import dev.drover.reference.internal.journal.RecordingJournal;
import dev.drover.reference.internal.peer.PeerIds;
import dev.drover.reference.internal.vm.DefaultScriptedVm;
import dev.drover.reference.internal.vm.VmPool;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** The VMs that a server brings along at its user's wish, scripted or from its provider. */
final class OwnVms implements AutoCloseable {

  private final VmPool pool;
  private final Hub hub;
  private final RecordingJournal journal;
  private final PeerIds ids;
  private final Map<String, DefaultScriptedVm> scripted = new LinkedHashMap<>();

  OwnVms(VmPool pool, Hub hub, RecordingJournal journal, PeerIds ids) {
    this.pool = pool;
    this.hub = hub;
    this.journal = journal;
    this.ids = ids;
  }

  /** The scripted VM of an id; connected, if it is new. */
  ScriptedVm scripted(String id) {
    requireNotBlank(id);
    synchronized (scripted) {
      DefaultScriptedVm known = scripted.get(id);
      if (known != null) {
        return known;
      }
      DefaultScriptedVm vm = new DefaultScriptedVm(id, hub, journal, ids);
      scripted.put(id, vm);
      vm.connect();
      return vm;
    }
  }

  /** Starts one of the provider's and waits until it is connected; gives its id. */
  String start() {
    String id = pool.nextId();
    start(id);
    return id;
  }

  /** As {@link #start()}, with an id of the caller's choice. */
  void start(String id) {
    try {
      startAsync(id).join();
    } catch (CompletionException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new DroverException(
          "the VM '%s' could not be started: %s".formatted(id, cause.getMessage()), cause);
    }
  }

  /** As {@link #start(String)}, done when it is connected. */
  CompletableFuture<Void> startAsync(String id) {
    requireNotBlank(id);
    return pool.refusal(1)
        .map(reason -> CompletableFuture.<Void>failedFuture(new DroverException(reason, null)))
        .orElseGet(() -> pool.startVm(id, Map.of()));
  }

  private static void requireNotBlank(String id) {
    if (id.isBlank()) {
      throw new IllegalArgumentException("a VM needs an id that is not blank");
    }
  }

  /** Ends those of the provider, with their processes and directories. */
  @Override
  public void close() {
    pool.close();
  }
}
