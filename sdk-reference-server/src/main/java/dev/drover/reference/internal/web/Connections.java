package dev.drover.reference.internal.web;

import dev.drover.reference.PeerRole;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

/** The WebSocket connections that are open. */
final class Connections {

  private static final Duration POLL = Duration.ofMillis(10);

  private final Set<PeerConnection> open = ConcurrentHashMap.newKeySet();

  void add(PeerConnection connection) {
    open.add(connection);
  }

  void remove(PeerConnection connection) {
    open.remove(connection);
  }

  /** Pings the quiet, drops the dead. */
  void check() {
    long now = System.nanoTime();
    open.forEach(connection -> connection.check(now));
  }

  /** Cuts connections; returns how many. */
  int cut(Predicate<PeerRole> roles) {
    int count = 0;
    for (PeerConnection connection : open) {
      if (roles.test(connection.peer().info().role())) {
        connection.cut();
        count++;
      }
    }
    return count;
  }

  /** Says goodbye to all, and waits a little for theirs. */
  void closeAll(Duration patience) {
    open.forEach(connection -> connection.peer().close(1001, "the server is closing"));
    long deadline = System.nanoTime() + patience.toNanos();
    while (!open.isEmpty() && System.nanoTime() < deadline && !Thread.interrupted()) {
      LockSupport.parkNanos(POLL.toNanos());
    }
  }
}
