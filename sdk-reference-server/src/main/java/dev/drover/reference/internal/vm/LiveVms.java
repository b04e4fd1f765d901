package dev.drover.reference.internal.vm;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The VMs that have a directory. If the JVM ends before their server is closed, the agents stop
 * their commands by themselves, but the directories would stay.
 */
final class LiveVms {

  private static final Logger LOG = LoggerFactory.getLogger(LiveVms.class);

  private static final Duration PATIENCE = Duration.ofSeconds(3);
  private static final Duration POLL = Duration.ofMillis(10);

  private static final Set<ProcessVm> LIVE = ConcurrentHashMap.newKeySet();

  static {
    Thread hook = new Thread(null, LiveVms::deleteAll, "drover-server-shutdown", 0, false);
    try {
      Runtime.getRuntime().addShutdownHook(hook);
    } catch (IllegalStateException e) {
      LOG.debug("a first VM is started while the JVM ends; its directory may stay", e);
    }
  }

  private LiveVms() {}

  static void add(ProcessVm vm) {
    LIVE.add(vm);
  }

  static void remove(ProcessVm vm) {
    LIVE.remove(vm);
  }

  private static void deleteAll() {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    for (ProcessVm vm : LIVE) {
      while (vm.isBusy() && System.nanoTime() < deadline) {
        LockSupport.parkNanos(POLL.toNanos());
      }
      vm.deleteFiles();
    }
  }
}
