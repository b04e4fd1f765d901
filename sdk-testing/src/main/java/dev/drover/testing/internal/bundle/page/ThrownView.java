package dev.drover.testing.internal.bundle.page;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * An exception as it is shown. Exceptions are the user's code too: whatever theirs do when they are
 * asked, and however they refer to each other, the page is written.
 *
 * @param type its class
 * @param message its message; empty if it has none
 * @param frames its stack trace
 * @param causes its causes, nearest first
 * @param suppressed what was suppressed for its sake
 */
record ThrownView(
    String type,
    String message,
    List<StackTraceElement> frames,
    List<ThrownView> causes,
    List<ThrownView> suppressed) {

  private static final int MOST_OF_EACH = 10;
  private static final int MOST_FRAMES = 300;
  private static final int LONGEST_MESSAGE = 20_000;

  static ThrownView of(Throwable thrown) {
    return of(thrown, Collections.newSetFromMap(new IdentityHashMap<>()));
  }

  private static ThrownView of(Throwable thrown, Set<Throwable> seen) {
    seen.add(thrown);
    ThrownView alone = alone(thrown);
    List<ThrownView> causes = new ArrayList<>();
    Throwable cause = thrown.getCause();
    while (cause != null && causes.size() < MOST_OF_EACH && seen.add(cause)) {
      causes.add(alone(cause));
      cause = cause.getCause();
    }
    List<ThrownView> suppressed = new ArrayList<>();
    for (Throwable other : thrown.getSuppressed()) {
      if (suppressed.size() < MOST_OF_EACH && seen.size() < 3 * MOST_OF_EACH && seen.add(other)) {
        suppressed.add(of(other, seen));
      }
    }
    return new ThrownView(
        alone.type, alone.message, alone.frames, List.copyOf(causes), List.copyOf(suppressed));
  }

  private static ThrownView alone(Throwable thrown) {
    String message = asked(thrown::getMessage, "its message");
    List<StackTraceElement> frames = new ArrayList<>();
    for (StackTraceElement frame : thrown.getStackTrace()) {
      if (frames.size() < MOST_FRAMES) {
        frames.add(frame);
      }
    }
    return new ThrownView(
        thrown.getClass().getName(),
        Words.elided(message, LONGEST_MESSAGE),
        List.copyOf(frames),
        List.of(),
        List.of());
  }

  private static String asked(Supplier<@Nullable String> question, String what) {
    try {
      String answer = question.get();
      return answer == null ? "" : answer;
    } catch (RuntimeException e) {
      return "(" + what + " could not be asked for: " + e.getClass().getName() + ")";
    }
  }
}
