package dev.drover.internal.process;

import dev.drover.internal.concurrent.DaemonThreads;
import dev.drover.internal.concurrent.Timers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ScheduledFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A shell started ahead while commands follow each other closely. Starting a process in a group of
 * its own takes half as long again as starting a plain one; a shell that is there already takes a
 * fifth of that. It costs one idle process, which goes after a few seconds without commands, and
 * with this process, because its standard input then ends.
 */
final class ReadyShell implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(ReadyShell.class);

  private static final Duration CLOSELY = Duration.ofSeconds(5);

  private final Path directory;
  private final Map<String, String> env;
  private final Supplier<String> marks;

  private @Nullable Shell shell;
  private @Nullable Object startedIn;
  private @Nullable ScheduledFuture<?> expiry;
  private boolean preparing;
  private boolean awaited;
  private boolean closed;
  private long lastNanos = System.nanoTime() - 2 * CLOSELY.toNanos();

  ReadyShell(Path directory, Map<String, String> env, Supplier<String> marks) {
    this.directory = directory;
    this.env = env;
    this.marks = marks;
  }

  /** Gives the command to the shell that is ready, if one is. */
  @Nullable Shell run(CommandSpec spec, OutputPump.Target target) throws IOException {
    Shell waiting = take();
    if (waiting == null) {
      return null;
    }
    try {
      waiting.run(spec.line(), spec.interactive(), target);
      return waiting;
    } catch (IOException e) {
      log.debug("the shell started ahead is gone", e);
      discard(waiting);
      return null;
    }
  }

  /** To be called at each command: starts a shell ahead if the one before was not long ago. */
  synchronized void prepare() {
    long now = System.nanoTime();
    boolean closely = now - lastNanos < CLOSELY.toNanos();
    lastNanos = now;
    if (closely && Shell.canWait() && !closed && !preparing && shell == null) {
      preparing = true;
      DaemonThreads.executor().execute(this::startAhead);
    }
  }

  @Override
  public void close() {
    synchronized (this) {
      closed = true;
    }
    discard(forget());
  }

  private @Nullable Shell take() throws IOException {
    Object current = identity(directory);
    boolean usable;
    Shell waiting;
    synchronized (this) {
      awaitPrepared();
      usable = current.equals(startedIn);
      waiting = forget();
    }
    if (waiting != null && usable && waiting.process().isAlive()) {
      return waiting;
    }
    discard(waiting);
    return null;
  }

  /** A shell that is half started is sooner there than one begun now; for one command, that is. */
  private void awaitPrepared() {
    if (awaited) {
      return;
    }
    awaited = true;
    boolean interrupted = false;
    while (preparing) {
      try {
        wait();
      } catch (InterruptedException e) {
        interrupted = true;
        break;
      }
    }
    awaited = false;
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void startAhead() {
    Shell started = null;
    Object folder = null;
    try {
      folder = identity(directory);
      started = Shell.waiting(directory, env, marks.get());
    } catch (IOException | IllegalArgumentException e) {
      log.debug("no shell could be started ahead", e);
    }
    if (!isKept(started, folder)) {
      discard(started);
    }
  }

  private synchronized boolean isKept(@Nullable Shell started, @Nullable Object folder) {
    preparing = false;
    notifyAll();
    if (closed || started == null) {
      return false;
    }
    shell = started;
    startedIn = folder;
    expiry = Timers.schedule(() -> discard(forget()), CLOSELY);
    return true;
  }

  private synchronized @Nullable Shell forget() {
    Shell waiting = shell;
    shell = null;
    startedIn = null;
    if (expiry != null) {
      expiry.cancel(false);
      expiry = null;
    }
    return waiting;
  }

  private static void discard(@Nullable Shell unused) {
    if (unused != null) {
      unused.discard();
    }
  }

  /** A directory that was removed and made again is another one, in which the shell is not. */
  private static Object identity(Path folder) throws IOException {
    Object key = Files.readAttributes(folder, BasicFileAttributes.class).fileKey();
    return key == null ? folder : key;
  }
}
