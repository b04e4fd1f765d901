package dev.drover.runner;

import dev.drover.Subscription;
import java.util.ArrayDeque;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * An execution's log on its way to its listeners. What comes before there is a listener is kept,
 * the newest of it, for the first one. All but {@link #add} happens on the dispatcher.
 */
final class LogFeed {

  private static final int MOST_EARLY_LINES = 10_000;

  private final SocketLine line;
  private final CopyOnWriteArrayList<Listener> listeners = new CopyOnWriteArrayList<>();
  private final ArrayDeque<LogLine> early = new ArrayDeque<>();
  private boolean heard;

  LogFeed(SocketLine line) {
    this.line = line;
  }

  Subscription add(Consumer<? super LogLine> consumer) {
    Listener listener = new Listener(consumer);
    line.dispatcher().unbounded(() -> begin(listener));
    return listener;
  }

  void hear(LogLine entry) {
    if (!heard) {
      if (early.size() == MOST_EARLY_LINES) {
        early.remove();
      }
      early.add(entry);
    }
    for (Listener listener : listeners) {
      tell(listener, entry);
    }
  }

  private void begin(Listener listener) {
    if (!listener.active) {
      return;
    }
    heard = true;
    early.forEach(entry -> tell(listener, entry));
    early.clear();
    listeners.add(listener);
  }

  private void tell(Listener listener, LogLine entry) {
    if (!listener.active) {
      return;
    }
    try {
      listener.consumer.accept(entry);
    } catch (Throwable t) {
      line.errors().report("a listener of an execution's log threw " + t, t);
    }
  }

  private final class Listener implements Subscription {
    private final Consumer<? super LogLine> consumer;
    private volatile boolean active = true;

    Listener(Consumer<? super LogLine> consumer) {
      this.consumer = consumer;
    }

    @Override
    public boolean isActive() {
      return active;
    }

    @Override
    public void close() {
      active = false;
      listeners.remove(this);
    }
  }
}
