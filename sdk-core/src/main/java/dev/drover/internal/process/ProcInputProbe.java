package dev.drover.internal.process;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Looks through Linux's {@code /proc}: whether a thread of the shell or its descendants is blocked
 * in {@code read} on the very pipe or terminal that is the command's input. The kernel shows a
 * system call only of a thread that sleeps, and a thread for which there is something sleeps no
 * more; so "blocked" also means that there is nothing to read.
 */
final class ProcInputProbe implements InputProbe {

  /** A command with more threads is no dialogue; a look must stay cheap. */
  private static final int MOST_THREADS = 500;

  private static final String OWN_TERMINAL = "/dev/tty";

  private final long root;
  private final String input;

  /**
   * A probe.
   *
   * @param root the shell
   * @param input what {@code /proc/root/fd/0} led to when the command began
   */
  ProcInputProbe(long root, String input) {
    this.root = root;
    this.input = input;
  }

  @Override
  public Finding look() {
    Deque<Long> processes = new ArrayDeque<>();
    processes.add(root);
    boolean unknown = false;
    int threads = 0;
    for (Long pid = processes.poll(); pid != null; pid = processes.poll()) {
      for (long tid : ProcFiles.threads(pid)) {
        Finding finding = look(pid, tid);
        if (finding.kind() == Kind.READING) {
          return finding;
        }
        unknown |= finding.kind() == Kind.UNKNOWN;
        processes.addAll(ProcFiles.children(pid, tid));
        if (++threads > MOST_THREADS) {
          return Finding.UNKNOWN;
        }
      }
    }
    return unknown ? Finding.UNKNOWN : Finding.NOT_READING;
  }

  private Finding look(long pid, long tid) {
    try {
      String call = ProcFiles.read(pid, tid, "syscall");
      int number = Syscalls.number(call);
      if (Syscalls.isRead(number)) {
        boolean ours = isInput(pid, Syscalls.firstArgument(call));
        return ours ? reader(pid, tid) : Finding.NOT_READING;
      }
      // Which files are polled is not shown; of the standard streams it can only be this one.
      return Syscalls.isPoll(number) && isInput(pid, 0) ? Finding.UNKNOWN : Finding.NOT_READING;
    } catch (IOException e) {
      return ProcFiles.exists(pid, tid) ? Finding.UNKNOWN : Finding.NOT_READING;
    }
  }

  private boolean isInput(long pid, long descriptor) throws IOException {
    String link = ProcFiles.link(pid, descriptor);
    return input.equals(link)
        || (OWN_TERMINAL.equals(link)
            && input.startsWith("/dev/")
            && ProcFiles.terminal(pid) == ProcFiles.terminal(root));
  }

  private static Finding reader(long pid, long tid) throws IOException {
    String status = ProcFiles.read(pid, tid, "status");
    String state = field(status, "State:");
    String switches = field(status, "voluntary_ctxt_switches:");
    if (state == null || switches == null || !state.startsWith("S")) {
      return Finding.NOT_READING; // Stopped, or it moved on meanwhile.
    }
    return Finding.reading(new Reader(tid, Long.parseLong(switches)));
  }

  private static @Nullable String field(String status, String name) {
    int start = status.indexOf("\n" + name);
    int end = status.indexOf('\n', start + 1);
    return start < 0 || end < 0 ? null : status.substring(start + 1 + name.length(), end).strip();
  }
}
