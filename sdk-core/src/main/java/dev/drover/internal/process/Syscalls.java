package dev.drover.internal.process;

import java.util.Set;

/**
 * The system calls in which a program waits for input, as {@code /proc} shows them: number and
 * arguments of a thread that sleeps. Linux numbers them by processor.
 */
final class Syscalls {

  private static final boolean X86 = "amd64".equals(System.getProperty("os.arch"));
  private static final boolean ARM = "aarch64".equals(System.getProperty("os.arch"));

  /** Whether this is a system whose numbers are known. */
  static final boolean KNOWN = ProcessTable.LINUX && (X86 || ARM);

  /** read and readv; the first argument is what is read. */
  private static final Set<Integer> READS = X86 ? Set.of(0, 19) : Set.of(63, 65);

  /**
   * Those that wait for several files at once: poll, select, epoll_wait, pselect6, ppoll,
   * epoll_pwait, io_uring_enter, epoll_pwait2.
   */
  private static final Set<Integer> POLLS =
      X86 ? Set.of(7, 23, 232, 270, 271, 281, 426, 441) : Set.of(22, 72, 73, 426, 441);

  private Syscalls() {}

  /** The number in a thread's {@code syscall}; -1 if it is in none, or runs. */
  static int number(String call) {
    int end = call.indexOf(' ');
    return end < 0 ? -1 : Integer.parseInt(call.substring(0, end)); // Else it says "running".
  }

  static long firstArgument(String call) {
    int start = call.indexOf(" 0x") + " 0x".length();
    int end = call.indexOf(' ', start);
    return Long.parseUnsignedLong(call.substring(start, end), 16);
  }

  static boolean isRead(int number) {
    return READS.contains(number);
  }

  static boolean isPoll(int number) {
    return POLLS.contains(number);
  }
}
