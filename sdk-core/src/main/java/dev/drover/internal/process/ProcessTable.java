package dev.drover.internal.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The system's process table. On Linux it is read from {@code /proc}, which alone knows of groups,
 * sessions, environments and of processes that are dead but not yet gone; elsewhere it is what
 * {@link ProcessHandle} tells.
 */
final class ProcessTable {

  static final boolean LINUX = Files.isReadable(Path.of("/proc/self/stat"));

  private static final Pattern SPACE = Pattern.compile(" ");

  private ProcessTable() {}

  static List<ProcessEntry> read() {
    if (!LINUX) {
      return ProcessHandle.allProcesses().map(ProcessTable::portable).toList();
    }
    List<ProcessEntry> entries = new ArrayList<>();
    try (DirectoryStream<Path> processes =
        Files.newDirectoryStream(
            Path.of("/proc"), p -> Character.isDigit(p.getFileName().toString().charAt(0)))) {
      processes.forEach(
          p -> stat(Long.parseLong(p.getFileName().toString())).ifPresent(entries::add));
    } catch (IOException e) {
      throw new IllegalStateException("the process table cannot be read", e);
    }
    return entries;
  }

  /** Whether the process runs; one that is dead and only waits for its parent does not. */
  static boolean isAlive(ProcessHandle process) {
    return process.isAlive()
        && !(LINUX && stat(process.pid()).map(ProcessEntry::dead).orElse(true));
  }

  /** A process's environment as it began, entries ended by NUL; empty if it cannot be read. */
  static String environment(long pid) {
    if (!LINUX) {
      return "";
    }
    try {
      return Files.readString(Path.of("/proc/" + pid + "/environ"), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      return ""; // It ended meanwhile, or belongs to somebody else.
    }
  }

  private static Optional<ProcessEntry> stat(long pid) {
    try {
      String stat =
          Files.readString(Path.of("/proc/" + pid + "/stat"), StandardCharsets.ISO_8859_1);
      // The name before the last parenthesis may hold anything, spaces and parentheses included.
      String[] fields = SPACE.split(stat.substring(stat.lastIndexOf(')') + 2), 5);
      char state = fields[0].charAt(0);
      return Optional.of(
          new ProcessEntry(
              pid,
              Long.parseLong(fields[1]),
              Long.parseLong(fields[2]),
              Long.parseLong(fields[3]),
              state == 'Z' || state == 'X'));
    } catch (IOException e) {
      return Optional.empty(); // It ended meanwhile.
    }
  }

  private static ProcessEntry portable(ProcessHandle process) {
    long parent = process.parent().map(ProcessHandle::pid).orElse(0L);
    return new ProcessEntry(process.pid(), parent, 0, 0, !process.isAlive());
  }
}
