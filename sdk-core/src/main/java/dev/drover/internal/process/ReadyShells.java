package dev.drover.internal.process;

import dev.drover.internal.concurrent.DaemonThreads;
import dev.drover.internal.concurrent.Timers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Shells started ahead while commands follow each other closely. Starting a process in a group of
 * its own takes half as long again as starting a plain one; a shell that is there already takes a
 * fifth of that. It costs an idle process or two, which go after a few seconds without commands,
 * and with this process, because their standard input then ends.
 */
final class ReadyShells implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(ReadyShells.class);

  private static final Duration CLOSELY = Duration.ofSeconds(5);

  /** Commands in such a row outrun the start of one shell. */
  private static final Duration VERY_CLOSELY = Duration.ofMillis(100);

  private record Waiting(Shell shell, Object directory) {}

  private final Path directory;
  private final Map<String, String> env;
  private final Supplier<String> marks;

  private final Deque<Waiting> ready = new ArrayDeque<>();
  private int preparing;
  private int awaiting;
  private @Nullable Future<?> expiry;
  private boolean closed;
  private long lastNanos = System.nanoTime() - 2 * CLOSELY.toNanos();

  ReadyShells(Path directory, Map<String, String> env, Supplier<String> marks) {
    this.directory = directory;
    this.env = env;
    this.marks = marks;
  }

  /** Gives a command to a shell that is ready, or soon will be. */
  @Nullable Shell run(CommandSpec spec, OutputPump.Target target) {
    Waiting waiting = take();
    if (waiting == null) {
      return null;
    }
    Shell shell = waiting.shell;
    try {
      if (shell.process().isAlive() && waiting.directory.equals(identity(directory))) {
        shell.run(spec.line(), spec.interactive(), target);
        return shell;
      }
    } catch (IOException e) {
      log.debug("the shell started ahead is gone", e);
    }
    shell.discard();
    return null;
  }

  /** To be called at each command: starts shells ahead if the one before was not long ago. */
  synchronized void prepare() {
    long now = System.nanoTime();
    long pause = now - lastNanos;
    lastNanos = now;
    int wanted = pause > CLOSELY.toNanos() ? 0 : pause > VERY_CLOSELY.toNanos() ? 1 : 2;
    if (!closed && Shell.canWait()) {
      for (int there = ready.size() + preparing; there < wanted; there++) {
        preparing++;
        DaemonThreads.executor().execute(this::startAhead);
      }
    }
  }

  @Override
  public void close() {
    synchronized (this) {
      closed = true;
    }
    discardAll();
  }

  /** A shell that is half started is sooner there than one begun now; for one command, that is. */
  private synchronized @Nullable Waiting take() {
    if (ready.isEmpty() && awaiting < preparing) {
      awaiting++;
      try {
        while (ready.isEmpty() && preparing > 0) {
          wait();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } finally {
        awaiting--;
      }
    }
    return ready.poll();
  }

  private void startAhead() {
    Waiting started = null;
    try {
      Object folder = identity(directory);
      started = new Waiting(Shell.waiting(directory, env, marks.get()), folder);
    } catch (IOException | IllegalArgumentException e) {
      log.debug("no shell could be started ahead", e);
    }
    if (!isKept(started) && started != null) {
      started.shell.discard();
    }
  }

  private synchronized boolean isKept(@Nullable Waiting started) {
    preparing--;
    notifyAll();
    if (closed || started == null) {
      return false;
    }
    ready.add(started);
    if (expiry != null) {
      expiry.cancel(false);
    }
    expiry = Timers.schedule(this::discardAll, CLOSELY);
    return true;
  }

  private void discardAll() {
    List<Waiting> unused;
    synchronized (this) {
      unused = List.copyOf(ready);
      ready.clear();
      if (expiry != null) {
        expiry.cancel(false);
        expiry = null;
      }
    }
    unused.forEach(waiting -> waiting.shell.discard());
  }

  /** A directory that was removed and made again is another one, in which the shell is not. */
  private static Object identity(Path folder) throws IOException {
    Object key = Files.readAttributes(folder, BasicFileAttributes.class).fileKey();
    return key == null ? folder : key;
  }
}
