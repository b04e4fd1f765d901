package dev.drover.internal.transport;

import dev.drover.internal.concurrent.DaemonThreads;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * The threads of one of the JDK's HTTP clients. It has a thread of its own besides, which waits for
 * its sockets until the garbage collector finds the client, and on JDK 17 there is no way to close
 * it sooner. But that thread hands all work over here, and ends with all connections when it is
 * interrupted.
 */
final class ClientThreads implements Executor {

  private static final String SELECTOR = "SelectorManager";

  private @Nullable Thread selector;
  private boolean ended;

  @Override
  public void execute(Runnable task) {
    Thread current = Thread.currentThread();
    if (current.getName().endsWith(SELECTOR)) {
      met(current);
    }
    DaemonThreads.executor().execute(task);
  }

  private synchronized void met(Thread thread) {
    selector = thread;
    if (ended) {
      thread.interrupt();
    }
  }

  /** Ends the client's own thread, and its connections. */
  synchronized void end() {
    ended = true;
    if (selector != null) {
      selector.interrupt();
    }
  }
}
