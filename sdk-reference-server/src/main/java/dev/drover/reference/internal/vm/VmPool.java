package dev.drover.reference.internal.vm;

import dev.drover.DroverException;
import dev.drover.internal.concurrent.DaemonThreads;
import dev.drover.internal.concurrent.Timers;
import dev.drover.reference.ServerOptions;
import dev.drover.reference.VmProvider.VmOrder;
import dev.drover.reference.internal.hub.VmStarter;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The VMs that this server started, up to as many as it may. Safe for any thread. */
public final class VmPool implements VmStarter, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(VmPool.class);

  /** A VM that has not registered by then will not. */
  private static final Duration START_TIMEOUT = Duration.ofSeconds(30);

  /** An agent gives its commands three seconds, and then kills them. */
  private static final long CLOSE_SECONDS = 8;

  /** Starting is mostly waiting; more at once only get into each other's way. */
  private static final int STARTERS = 8;

  private final ServerOptions options;
  private final Supplier<URI> hub;
  private final ThreadPoolExecutor threads;
  private final Map<String, PooledVm> vms = new LinkedHashMap<>();
  private volatile BiConsumer<String, String> onFailure = (vmId, reason) -> {};
  private long ids;
  private boolean closed;

  /**
   * No VMs yet.
   *
   * @param options provider, bound and token
   * @param hub where VMs register
   */
  public VmPool(ServerOptions options, Supplier<URI> hub) {
    this.options = options;
    this.hub = hub;
    this.threads =
        new ThreadPoolExecutor(
            STARTERS,
            STARTERS,
            1,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            task -> {
              Thread thread = new Thread(null, task, "drover-server-vms", 0, false);
              thread.setDaemon(true);
              return thread;
            });
    threads.allowCoreThreadTimeOut(true);
  }

  /** Who hears of VMs that could not be started. */
  public void onFailure(BiConsumer<String, String> listener) {
    onFailure = listener;
  }

  @Override
  public synchronized Optional<String> refusal(int wanted) {
    if (closed) {
      return Optional.of("the server is closing");
    }
    if (vms.size() + wanted <= options.maxVms()) {
      return Optional.empty();
    }
    return Optional.of(
        "no VM is free, and of the %d that this server may start %d are there already; release one, connect one, or allow more"
            .formatted(options.maxVms(), vms.size()));
  }

  @Override
  public synchronized String nextId() {
    return "process-vm-" + ++ids;
  }

  @Override
  public boolean canStart(Map<String, String> labels) {
    return options.vmProvider().canStart(labels);
  }

  @Override
  public void start(String vmId, Map<String, String> labels) {
    startVm(vmId, labels);
  }

  /** Starts a VM; done when it has registered. */
  public CompletableFuture<Void> startVm(String vmId, Map<String, String> labels) {
    PooledVm vm = new PooledVm();
    synchronized (this) {
      if (closed || vms.putIfAbsent(vmId, vm) != null) {
        return CompletableFuture.failedFuture(
            new DroverException(
                "the VM '" + vmId + "' cannot be started: it is there, or the server is closing",
                null));
      }
      threads.execute(() -> provide(vmId, labels, vm));
    }
    Timers.schedule(
        () ->
            vm.failUnlessRegistered(
                "it did not register within " + START_TIMEOUT.toSeconds() + " s"),
        START_TIMEOUT);
    return vm.registered();
  }

  private void provide(String vmId, Map<String, String> labels, PooledVm vm) {
    vm.registered()
        .exceptionally(
            failure -> {
              failed(vmId, vm, String.valueOf(failure.getMessage()));
              return null;
            });
    try {
      VmOrder order = new VmOrder(vmId, hub.get(), options.token(), labels);
      vm.started(options.vmProvider().start(order));
    } catch (Exception | LinkageError e) {
      LOG.debug("{} could not be started", vmId, e);
      String reason = e.getMessage() == null ? e.toString() : e.getMessage();
      vm.failUnlessRegistered(reason);
    }
  }

  private void failed(String vmId, PooledVm vm, String reason) {
    synchronized (this) {
      vms.remove(vmId, vm);
    }
    DaemonThreads.executor().execute(vm::stop);
    onFailure.accept(vmId, "the VM " + vmId + " could not be started: " + reason);
  }

  @Override
  public synchronized void registered(String vmId) {
    PooledVm vm = vms.get(vmId);
    if (vm != null) {
      DaemonThreads.executor().execute(vm::confirm);
    }
  }

  @Override
  public synchronized void gone(String vmId) {
    PooledVm vm = vms.remove(vmId);
    if (vm != null) {
      DaemonThreads.executor().execute(vm::stop);
    }
  }

  /** Ends all VMs, side by side, and waits for it, but not for ever. */
  @Override
  public void close() {
    List<PooledVm> all;
    synchronized (this) {
      closed = true;
      all = new ArrayList<>(vms.values());
      vms.clear();
    }
    threads.getQueue().clear();
    threads.shutdown();
    CompletableFuture<?>[] ends =
        all.stream()
            .map(vm -> CompletableFuture.runAsync(vm::stop, DaemonThreads.executor()))
            .toArray(CompletableFuture<?>[]::new);
    try {
      CompletableFuture.allOf(ends).get(CLOSE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException e) {
      LOG.warn("Not all VMs ended as they should", e);
    }
  }

  /** One line: how many VMs there are, and may be. */
  @Override
  public synchronized String toString() {
    return "VmPool[" + vms.size() + " of " + options.maxVms() + "]";
  }
}
