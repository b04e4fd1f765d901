package dev.drover.testing.internal.bundle;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What went wrong with a report, for the log and for the page. A report must never change how a
 * test ends. Safe for any number of threads.
 */
final class Trouble {

  private static final Logger LOG = LoggerFactory.getLogger("dev.drover.testing");
  private static final int MOST = 50;

  private final String subject;
  private final List<String> seen = new CopyOnWriteArrayList<>();

  Trouble(String subject) {
    this.subject = subject;
  }

  void add(String what, Throwable cause) {
    String message = what + ": " + cause;
    LOG.warn("{}: {}", subject, message);
    LOG.debug("{}: {}", subject, what, cause);
    if (seen.size() < MOST) {
      seen.add(message);
    }
  }

  List<String> seen() {
    return List.copyOf(seen);
  }

  /** Does something, whatever may come of it. */
  void guard(String what, Step step) {
    boolean interrupted = Thread.interrupted();
    try {
      step.run();
    } catch (InterruptedException e) {
      interrupted = true;
      add(what, e);
    } catch (Throwable t) { // Also errors: a class that is missing, a picture too large for memory.
      add(what, t);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Finds something out, or takes the alternative. */
  <T> T guard(String what, T otherwise, Callable<T> question) {
    List<T> answer = new ArrayList<>(1);
    guard(what, () -> answer.add(question.call()));
    return answer.isEmpty() ? otherwise : answer.get(0);
  }

  /** Something that can go wrong. */
  interface Step {
    void run() throws Exception;
  }
}
