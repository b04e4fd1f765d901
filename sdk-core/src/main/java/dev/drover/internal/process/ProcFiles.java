package dev.drover.internal.process;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.StringTokenizer;

/** What Linux's {@code /proc} tells of one process or thread. */
final class ProcFiles {

  /** Longer files than a {@code status} are not read here. */
  private static final int MOST_BYTES = 4096;

  /** Not every kernel is built to list children. */
  private static final boolean LISTS_CHILDREN = new File("/proc/thread-self/children").exists();

  private ProcFiles() {}

  /** The id of the thread that asks; 0 if this system does not tell. */
  static long thisThread() {
    if (!ProcessTable.LINUX) {
      return 0;
    }
    try {
      Path self = Files.readSymbolicLink(Path.of("/proc/thread-self"));
      return Long.parseLong(String.valueOf(self.getFileName()));
    } catch (IOException e) {
      return 0;
    }
  }

  static boolean exists(long pid, long tid) {
    return new File(path(pid, tid)).exists();
  }

  /** The ids of a process's threads; none if it has ended. */
  static List<Long> threads(long pid) {
    List<Long> threads = new ArrayList<>(1);
    String[] names = new File("/proc/" + pid + "/task").list();
    for (String name : names == null ? new String[0] : names) {
      threads.add(Long.valueOf(name));
    }
    return threads;
  }

  /** The processes that a thread has started, or adopted. */
  static List<Long> children(long pid, long tid) {
    if (!LISTS_CHILDREN) {
      return pid == tid ? childrenOf(pid) : List.of();
    }
    try {
      List<Long> children = new ArrayList<>(1);
      StringTokenizer pids = new StringTokenizer(read(pid, tid, "children"));
      while (pids.hasMoreTokens()) {
        children.add(Long.valueOf(pids.nextToken()));
      }
      return children;
    } catch (IOException e) {
      return List.of(); // It ended meanwhile.
    }
  }

  /** One of a thread's files. */
  static String read(long pid, long tid, String file) throws IOException {
    // A plain stream: this happens often, and costs a third of what java.nio.file takes.
    try (FileInputStream in = new FileInputStream(path(pid, tid) + "/" + file)) {
      byte[] bytes = new byte[MOST_BYTES];
      int n = in.read(bytes);
      return new String(bytes, 0, Math.max(0, n), StandardCharsets.ISO_8859_1);
    }
  }

  /** What a descriptor of a process leads to; empty if it has no such descriptor. */
  static String link(long pid, long descriptor) throws IOException {
    try {
      return Files.readSymbolicLink(Path.of("/proc/" + pid + "/fd/" + descriptor)).toString();
    } catch (NoSuchFileException e) {
      return "";
    }
  }

  /** The number of a process's controlling terminal; 0 if it has none. */
  static int terminal(long pid) throws IOException {
    String stat = read(pid, pid, "stat");
    // After the name: state, parent, group, session, terminal.
    StringTokenizer fields = new StringTokenizer(stat.substring(stat.lastIndexOf(')') + 1));
    for (int i = 0; i < 4; i++) {
      fields.nextToken();
    }
    return Integer.parseInt(fields.nextToken());
  }

  private static List<Long> childrenOf(long pid) {
    return ProcessHandle.of(pid).stream()
        .flatMap(ProcessHandle::children)
        .map(ProcessHandle::pid)
        .toList();
  }

  private static String path(long pid, long tid) {
    return "/proc/" + pid + "/task/" + tid;
  }
}
