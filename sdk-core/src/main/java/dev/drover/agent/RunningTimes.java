package dev.drover.agent;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** How long the commands that run now have been running. */
final class RunningTimes {

  private final Map<String, Long> starts = new ConcurrentHashMap<>();

  void started(String commandId) {
    starts.put(commandId, System.nanoTime());
  }

  void ended(String commandId) {
    starts.remove(commandId);
  }

  /** In seconds; null for a command that does not run. */
  @Nullable Double of(String commandId) {
    Long start = starts.get(commandId);
    return start == null ? null : (System.nanoTime() - start) / 1e9;
  }
}
