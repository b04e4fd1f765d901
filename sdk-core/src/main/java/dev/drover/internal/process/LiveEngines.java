package dev.drover.internal.process;

import dev.drover.internal.concurrent.DaemonThreads;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.LoggerFactory;

/**
 * The engines that have started something. Their processes lead groups of their own and would
 * outlive this JVM, so they are stopped when it ends.
 */
final class LiveEngines {

  private static final Set<CommandEngine> LIVE = ConcurrentHashMap.newKeySet();

  static {
    Thread hook = new Thread(null, LiveEngines::stopAll, "drover-process-shutdown", 0, false);
    try {
      Runtime.getRuntime().addShutdownHook(hook);
    } catch (IllegalStateException e) {
      LoggerFactory.getLogger(LiveEngines.class)
          .debug("a first command is started while the JVM ends; nobody will stop it", e);
    }
  }

  private LiveEngines() {}

  static void add(CommandEngine engine) {
    LIVE.add(engine);
  }

  /** Whether the engine has started anything. */
  static boolean remove(CommandEngine engine) {
    return LIVE.remove(engine);
  }

  private static void stopAll() {
    List<CompletableFuture<Void>> stopping =
        LIVE.stream()
            .map(
                engine ->
                    CompletableFuture.runAsync(engine::closeHurriedly, DaemonThreads.executor()))
            .toList();
    stopping.forEach(CompletableFuture::join);
  }
}
