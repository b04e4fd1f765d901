package dev.drover.cli;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.util.concurrent.TimeUnit;
import org.slf4j.LoggerFactory;

/** What this program was given to read from and to write to. */
final class StandardStreams {

  private StandardStreams() {}

  /**
   * Whether standard input is a terminal, or where there is no shell to ask, may be one. {@link
   * System#console()} does not tell: it looks at output as well, and on newer JDKs is there without
   * any terminal.
   */
  static boolean isInputTerminal() {
    return isTerminal(0);
  }

  /** Whether standard output is a terminal, or where there is no shell to ask, may be one. */
  static boolean isOutputTerminal() {
    return isTerminal(1);
  }

  private static boolean isTerminal(int descriptor) {
    try {
      Process test =
          // The child sees our output as its descriptor 1, whatever it would print.
          new ProcessBuilder("sh", "-c", "test -t " + descriptor)
              .redirectInput(Redirect.INHERIT)
              .redirectOutput(Redirect.INHERIT)
              .redirectError(Redirect.DISCARD)
              .start();
      return test.waitFor(5, TimeUnit.SECONDS) && test.exitValue() == 0;
    } catch (IOException e) {
      LoggerFactory.getLogger(StandardStreams.class).debug("no shell to ask", e);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
