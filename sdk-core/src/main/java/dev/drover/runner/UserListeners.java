package dev.drover.runner;

import dev.drover.Subscription;
import dev.drover.internal.socketio.SocketPacket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Who hears events by their names, and who hears all. */
final class UserListeners {

  private final SocketLine line;
  private final CopyOnWriteArrayList<Listener> listeners = new CopyOnWriteArrayList<>();

  UserListeners(SocketLine line) {
    this.line = line;
  }

  Subscription add(@Nullable String name, Consumer<? super SocketEvent> consumer) {
    Listener listener = new Listener(name, consumer);
    listeners.add(listener);
    return listener;
  }

  /** Hands an event on; waits while too many are waiting. */
  void hear(SocketPacket.Event event) {
    List<Listener> interested = listeners.stream().filter(l -> l.wants(event.name())).toList();
    if (!interested.isEmpty()) {
      SocketEvent heard = new DefaultSocketEvent(event, line);
      line.dispatcher().guaranteed(() -> interested.forEach(listener -> tell(listener, heard)));
    }
  }

  private void tell(Listener listener, SocketEvent event) {
    if (!listener.isActive()) {
      return;
    }
    try {
      listener.consumer.accept(event);
    } catch (Throwable t) {
      line.errors().report("a listener of '" + event.name() + "' threw " + t, t);
    }
  }

  private final class Listener implements Subscription {
    private final @Nullable String name;
    private final Consumer<? super SocketEvent> consumer;

    Listener(@Nullable String name, Consumer<? super SocketEvent> consumer) {
      this.name = name;
      this.consumer = consumer;
    }

    boolean wants(String event) {
      return name == null || name.equals(event);
    }

    @Override
    public boolean isActive() {
      return listeners.contains(this);
    }

    @Override
    public void close() {
      listeners.remove(this);
    }
  }
}
