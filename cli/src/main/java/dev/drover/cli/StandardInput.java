package dev.drover.cli;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.util.concurrent.TimeUnit;
import org.slf4j.LoggerFactory;

/** Whether somebody may be typing. */
final class StandardInput {

  private StandardInput() {}

  /**
   * Whether standard input is a terminal, or where there is no shell to ask, may be one. {@link
   * System#console()} does not tell: it looks at output as well, and on newer JDKs is there without
   * any terminal.
   */
  static boolean isTerminal() {
    try {
      Process test =
          new ProcessBuilder("sh", "-c", "test -t 0")
              .redirectInput(Redirect.INHERIT)
              .redirectOutput(Redirect.DISCARD)
              .redirectError(Redirect.DISCARD)
              .start();
      return test.waitFor(5, TimeUnit.SECONDS) && test.exitValue() == 0;
    } catch (IOException e) {
      LoggerFactory.getLogger(StandardInput.class).debug("no shell to ask", e);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
