package dev.drover.internal.process;

import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A process and all that came from it: its descendants, its process group and session, and, on
 * Linux, whoever inherited its mark in the environment, which finds those that were given to
 * another parent and left the session too.
 */
final class ProcessTree {

  private static final Logger log = LoggerFactory.getLogger(ProcessTree.class);

  private static final Duration KILL_WAIT = Duration.ofSeconds(2);
  private static final long LONGEST_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

  private static final long NO_GROUP = -1;

  /** The environment variable that marks the processes of one command. */
  static final String MARK = "DROVER_COMMAND_TREE";

  private final @Nullable ProcessHandle root;

  /** The root's process group and session, or {@link #NO_GROUP}. */
  private final long group;

  private final String mark;

  private ProcessTree(@Nullable ProcessHandle root, long group, String mark) {
    this.root = root;
    this.group = group;
    this.mark = mark;
  }

  /**
   * The tree of one command.
   *
   * @param root the process that began it
   * @param ownGroup whether that leads a process group of its own
   * @param mark the value of {@link #MARK} in its environment
   */
  static ProcessTree of(ProcessHandle root, boolean ownGroup, String mark) {
    return new ProcessTree(root, ownGroup ? root.pid() : NO_GROUP, mark + "\0");
  }

  /**
   * All processes with a mark, wherever they are now.
   *
   * @param prefix how the values of {@link #MARK} begin
   */
  static ProcessTree marked(String prefix) {
    return new ProcessTree(null, NO_GROUP, prefix);
  }

  /** Ends the tree, gently, and by force after the grace. Blocks until it is gone. */
  void stop(Duration grace) {
    Set<ProcessEntry> members = members();
    if (members.isEmpty()) {
      return;
    }
    signal(members, false);
    if (isGone(handles(members), grace)) {
      return;
    }
    long deadline = System.nanoTime() + KILL_WAIT.toNanos();
    while (System.nanoTime() < deadline) {
      members = members();
      signal(members, true);
      if (isGone(handles(members), Duration.ofMillis(100))) {
        return;
      }
    }
    log.warn("these processes could not be stopped: {}", members());
  }

  /** Who of the tree is alive. */
  Set<ProcessEntry> members() {
    List<ProcessEntry> table = ProcessTable.read();
    Set<Long> pids = new HashSet<>();
    if (root != null && root.isAlive()) {
      pids.add(root.pid());
    }
    for (ProcessEntry entry : table) {
      if (isMarked(entry)) {
        pids.add(entry.pid());
      }
    }
    int before;
    do { // Parents may stand after their children in the table.
      before = pids.size();
      for (ProcessEntry entry : table) {
        if (pids.contains(entry.parent())) {
          pids.add(entry.pid());
        }
      }
    } while (pids.size() > before);
    Set<ProcessEntry> members = new LinkedHashSet<>();
    for (ProcessEntry entry : table) {
      if (pids.contains(entry.pid()) && !entry.dead()) {
        members.add(entry);
      }
    }
    return members;
  }

  private boolean isMarked(ProcessEntry entry) {
    if (entry.session() == group || entry.group() == group) {
      return true;
    }
    String environment = ProcessTable.environment(entry.pid());
    String variable = MARK + "=" + mark;
    return environment.startsWith(variable) || environment.contains("\0" + variable);
  }

  private void signal(Set<ProcessEntry> members, boolean force) {
    boolean grouped = members.stream().anyMatch(m -> m.group() == group);
    boolean reached = grouped && signalGroup(force);
    for (ProcessEntry member : members) {
      // A second signal of the same kind means "now!" to some programs.
      if (!reached || member.group() != group) {
        ProcessHandle.of(member.pid()).ifPresent(p -> signal(p, force));
      }
    }
  }

  private static void signal(ProcessHandle process, boolean force) {
    if (force) {
      process.destroyForcibly();
    } else {
      process.destroy();
    }
  }

  /** Reaches also those that are just being forked. */
  private boolean signalGroup(boolean force) {
    try {
      // The shell's own kill: the program of that name is not installed everywhere.
      String kill = "kill -" + (force ? "KILL" : "TERM") + " -" + group;
      return new ProcessBuilder("sh", "-c", kill)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Waits until the tree is gone; who joined it after the members were listed is waited for. */
  private boolean isGone(Set<ProcessHandle> known, Duration limit) {
    long deadline = System.nanoTime() + limit.toNanos();
    long pause = TimeUnit.MILLISECONDS.toNanos(1);
    Set<ProcessHandle> waitedFor = known;
    while (true) {
      waitedFor.removeIf(process -> !ProcessTable.isAlive(process));
      if (waitedFor.isEmpty()) {
        waitedFor = handles(members());
      }
      long left = deadline - System.nanoTime();
      if (waitedFor.isEmpty() || left <= 0) {
        return waitedFor.isEmpty();
      }
      pause(Math.min(pause, left));
      pause = Math.min(pause * 2, LONGEST_PAUSE_NANOS);
    }
  }

  private static void pause(long nanos) {
    try {
      TimeUnit.NANOSECONDS.sleep(nanos);
    } catch (InterruptedException e) {
      // Stopping half a tree would leak the other half; the wait is bounded anyway.
      Thread.currentThread().interrupt();
    }
  }

  private static Set<ProcessHandle> handles(Set<ProcessEntry> members) {
    Set<ProcessHandle> handles = new HashSet<>();
    members.forEach(m -> ProcessHandle.of(m.pid()).ifPresent(handles::add));
    return handles;
  }
}
