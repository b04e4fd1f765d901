package dev.drover.agent;

import dev.drover.internal.concurrent.DaemonThreads;
import dev.drover.internal.session.Connection;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Commands of which a backend could not hear the rest because the connection was down, and which it
 * cannot ask for again. They go on by themselves when there is a connection again.
 */
final class UnheardCommands {

  /** Far more than run at once; nobody can ask for more commands while the connection is down. */
  private static final int MAX_KEPT = 1024;

  private final Deque<BackendSink> waiting = new ArrayDeque<>();
  private @Nullable Connection registered;

  /** A command's connection is over. */
  synchronized void add(BackendSink stopped) {
    if (waiting.size() == MAX_KEPT) {
      waiting.poll();
    }
    waiting.add(stopped);
    Connection now = registered;
    if (now != null && now != stopped.connection()) {
      resume(now);
    }
  }

  /** There is a new connection. */
  synchronized void onRegistered(Connection now) {
    registered = now;
    resume(now);
  }

  private void resume(Connection now) {
    List<BackendSink> stopped = List.copyOf(waiting);
    waiting.clear();
    if (!stopped.isEmpty()) {
      DaemonThreads.executor().execute(() -> stopped.forEach(sink -> sink.resume(now)));
    }
  }
}
