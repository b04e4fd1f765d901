package dev.drover.internal.process;

import org.jspecify.annotations.Nullable;

/** Finds out whether a command is blocked in reading its input. */
interface InputProbe {

  /** One look at the command's processes; may take some milliseconds. */
  Finding look();

  /** What a look can find. */
  enum Kind {
    /** A process is blocked in reading the input, and there is nothing to read. */
    READING,
    /** No process is. */
    NOT_READING,
    /** A process may be; that cannot be told. */
    UNKNOWN,
    /** The question does not arise yet: what the command has written is still on its way. */
    SPEAKING
  }

  /**
   * A thread that is blocked in reading.
   *
   * @param thread its id
   * @param switches how often it has given up the processor; unchanged, it is still the same wait
   */
  record Reader(long thread, long switches) {}

  /**
   * What a look found.
   *
   * @param kind whether somebody reads
   * @param reader who, for {@link Kind#READING}
   */
  record Finding(Kind kind, @Nullable Reader reader) {

    static final Finding NOT_READING = new Finding(Kind.NOT_READING, null);
    static final Finding SPEAKING = new Finding(Kind.SPEAKING, null);
    static final Finding UNKNOWN = new Finding(Kind.UNKNOWN, null);

    static Finding reading(Reader reader) {
      return new Finding(Kind.READING, reader);
    }
  }

  /** The probe for a command of this shell, on this system. */
  static InputProbe of(Shell shell) {
    String input = shell.inputLink();
    InputProbe probe =
        input != null && Syscalls.KNOWN
            ? new ProcInputProbe(shell.process().pid(), input)
            : () -> Finding.UNKNOWN;
    return () -> {
      Finding finding = probe.look();
      // Looked at last: what was written before the wait began is then either here or on its way.
      boolean matters = finding.kind() != Kind.NOT_READING;
      return matters && shell.isHeardOut() ? finding : matters ? Finding.SPEAKING : finding;
    };
  }
}
