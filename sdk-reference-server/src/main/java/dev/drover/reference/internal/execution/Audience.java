package dev.drover.reference.internal.execution;

import dev.drover.internal.wire.ExecutionMessage;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** Those who watch one execution, and what must reach them. */
final class Audience {

  private final Shared shared;
  private final Set<Watcher> watchers = new LinkedHashSet<>();
  private final GuaranteedLog log = new GuaranteedLog();

  Audience(Shared shared) {
    this.shared = shared;
  }

  void add(Watcher watcher) {
    watchers.add(watcher);
  }

  void remove(Watcher watcher) {
    watchers.remove(watcher);
    watcher.gone();
  }

  int size() {
    return watchers.size();
  }

  int unacknowledged() {
    return watchers.stream().mapToInt(Watcher::unacknowledged).sum();
  }

  /** To all. A copy is walked through, because one whose connection breaks by it goes at once. */
  void each(Consumer<Watcher> action) {
    List.copyOf(watchers).forEach(action);
  }

  void guarantee(ExecutionMessage message) {
    Guaranteed guaranteed = log.add(message, shared.clock().now());
    each(watcher -> watcher.guaranteed(guaranteed));
  }

  /** Guarantees one watcher something that concerns it alone; nothing if it has gone. */
  void guarantee(Watcher watcher, ExecutionMessage message) {
    if (watchers.contains(watcher)) {
      watcher.guaranteed(log.next(message, shared.clock().now()));
    }
  }

  /** Answers one watcher alone. */
  void reply(Watcher watcher, ExecutionMessage message) {
    watcher.reply(log.next(message, shared.clock().now()));
  }

  /** Sends what came after a message; gives whether that is all. */
  boolean sendMissed(Watcher watcher, String messageId) {
    GuaranteedLog.Missed missed = log.since(messageId, shared.clock().now());
    missed.messages().forEach(watcher::guaranteed);
    return missed.complete();
  }
}
