package dev.drover.internal.process;

import dev.drover.internal.concurrent.DaemonThreads;
import dev.drover.internal.concurrent.Timers;
import dev.drover.internal.process.InputProbe.Finding;
import dev.drover.internal.process.InputProbe.Kind;
import dev.drover.internal.process.InputProbe.Reader;
import java.time.Duration;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * Notices when a command begins to wait for input. It looks only while some sink wants to know,
 * only when nothing has come from the command or gone to it for a moment, less and less often, and
 * not at all once it has found what it looks for; input, output and new sinks begin it anew.
 */
final class PromptWatch {

  private static final long QUIET_NANOS = Duration.ofMillis(150).toNanos();

  private static final long SHORTEST_PAUSE_NANOS = Duration.ofMillis(10).toNanos();

  private static final long LONGEST_PAUSE_NANOS = Duration.ofSeconds(1).toNanos();

  /** So long a program is silent after a question, if nothing but that shows that it asks. */
  private static final long SILENCE_NANOS = Duration.ofSeconds(1).toNanos();

  /** A terminal hands input on a moment after it was typed; under load that moment may be long. */
  private static final long DELIVERY_NANOS = Duration.ofSeconds(1).toNanos();

  private static final int LONGEST_QUESTION_BYTES = 4096;

  private final OutputLog output;
  private final CommandInput input;
  private final InputProbe probe;

  private @Nullable Future<?> timer;
  private long due;
  private long pause = QUIET_NANOS;
  private boolean looking;
  private boolean wanted;
  private boolean over;

  /** When something last came from the command, or went to it. */
  private long active = System.nanoTime();

  /** How often input was given, when last, and how many pieces of output there were then. */
  private long inputs;

  private long inputNanos;
  private long inputPieces;

  /** The wait that was told last, and its reader, if that is known. */
  private long waits;

  private long toldPieces = -1;
  private @Nullable Reader reader;

  /** Who read before the last input. */
  private @Nullable Reader answered;

  PromptWatch(OutputLog output, CommandInput input, InputProbe probe) {
    this.output = output;
    this.input = input;
    this.probe = probe;
  }

  /** A sink wants to know, from now on; what was told to others is looked at again for it. */
  synchronized void begin() {
    wanted = true;
    output.noPrompt();
    pause = QUIET_NANOS;
    lookIn(QUIET_NANOS - (System.nanoTime() - active));
  }

  /** Output has come. */
  synchronized void outputCame() {
    touch();
  }

  /**
   * Gives input to the command, which ends its wait: who attaches after this hears of the next one.
   */
  synchronized void input(String text, boolean eof) throws CommandException {
    output.noPrompt();
    long before = output.pieces(); // The command may answer sooner than the next line is reached.
    try {
      input.offer(text, eof);
      inputs++;
      inputNanos = System.nanoTime();
      inputPieces = before;
      answered = reader;
      reader = null;
    } finally {
      touch();
    }
  }

  /** The command has ended. */
  synchronized void end() {
    over = true;
    if (timer != null) {
      timer.cancel(false);
    }
  }

  private void touch() {
    active = System.nanoTime();
    pause = QUIET_NANOS;
    lookIn(QUIET_NANOS);
  }

  /** Sets the timer, unless it goes off by then anyway. */
  private void lookIn(long nanos) {
    long at = System.nanoTime() + nanos;
    if (over || !wanted || (timer != null && due - at <= 0)) {
      return;
    }
    if (timer != null) {
      timer.cancel(false);
    }
    due = at;
    timer = Timers.schedule(this::lookIfQuiet, Duration.ofNanos(nanos));
  }

  private void lookLater() {
    lookIn(pause);
    pause = Math.min(pause * 2, LONGEST_PAUSE_NANOS);
  }

  private synchronized void lookIfQuiet() {
    timer = null;
    long quiet = System.nanoTime() - active;
    if (looking || quiet < QUIET_NANOS) {
      lookIn(Math.max(QUIET_NANOS - quiet, SHORTEST_PAUSE_NANOS));
    } else if (!over) {
      looking = true;
      DaemonThreads.executor().execute(this::look);
    }
  }

  private void look() {
    boolean found = false;
    try {
      long given;
      synchronized (this) {
        wanted = output.isPromptWanted() && !input.isEnded();
        given = inputs;
      }
      if (wanted) {
        long pieces = output.pieces();
        found = conclude(input.isIdle() ? probe.look() : Finding.NOT_READING, given, pieces);
      }
    } finally {
      synchronized (this) {
        looking = false;
      }
    }
    if (found) {
      output.signal();
    }
  }

  /** Whether a wait begins that is to be told. */
  private synchronized boolean conclude(Finding finding, long given, long pieces) {
    Reader found = finding.reader();
    if (inputs != given || output.pieces() != pieces) {
      lookIn(QUIET_NANOS); // What was found holds no more.
    } else if (found != null) {
      boolean delivered =
          !found.equals(answered) || System.nanoTime() - inputNanos >= DELIVERY_NANOS;
      if (delivered) {
        return tell(found, pieces);
      }
      lookIn(QUIET_NANOS);
    } else if (finding.kind() == Kind.UNKNOWN && question().isAsked()) {
      long left = SILENCE_NANOS - (System.nanoTime() - active);
      if (left <= 0) {
        return tell(null, pieces);
      }
      lookIn(left);
    } else {
      lookLater();
    }
    return false;
  }

  private boolean tell(@Nullable Reader found, long pieces) {
    boolean told = found == null ? pieces == toldPieces : found.equals(reader);
    if (!told) {
      waits++;
    }
    reader = found;
    toldPieces = pieces;
    Prompt prompt = new Prompt(question().text(), pieces, output.truncated(), output::tail);
    return !over && output.prompt(prompt, waits);
  }

  private Question question() {
    return output.question(inputPieces, LONGEST_QUESTION_BYTES);
  }
}
