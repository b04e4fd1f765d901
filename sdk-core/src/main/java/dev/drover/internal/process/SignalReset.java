package dev.drover.internal.process;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives commands the signals as the system sets them. What a process ignores, its children ignore
 * too, and a shell can't change that: an agent that a script started with {@code &} ignores
 * Ctrl-C's signal, one under {@code nohup} the terminal's end, and without this neither would reach
 * a command.
 */
final class SignalReset {

  private static final Logger log = LoggerFactory.getLogger(SignalReset.class);

  /** HUP, INT, QUIT and TERM, as the kernel numbers their bits. */
  private static final long MATTERING = 1 | 1 << 1 | 1 << 2 | 1 << 14;

  private static final List<String> ENV = List.of("env", "--default-signal=HUP,INT,QUIT,TERM");

  private static final long TRIAL_SECONDS = 10;

  private SignalReset() {}

  /** What to put before a command's first word; empty if there is nothing to do. */
  static List<String> prefix() {
    return Lazily.PREFIX;
  }

  /** Whether a process ignores one of them, by what its {@code status} file says. */
  static boolean isNeeded(String status) {
    return status
        .lines()
        .filter(line -> line.startsWith("SigIgn:"))
        .map(line -> line.substring("SigIgn:".length()).strip())
        .anyMatch(mask -> (Long.parseUnsignedLong(mask, 16) & MATTERING) != 0);
  }

  private static List<String> find() {
    if (!ProcessTable.LINUX) {
      return List.of();
    }
    try {
      long self = ProcessHandle.current().pid();
      if (!isNeeded(ProcFiles.read(self, self, "status"))) {
        return List.of();
      }
      if (isTaken()) {
        return ENV;
      }
      log.warn(
          "this process ignores signals, and so will its commands: Ctrl-C on a terminal may not"
              + " reach them; env knows no --default-signal here");
    } catch (IOException e) {
      log.debug("it is not known which signals are ignored", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return List.of();
  }

  /** GNU's {@code env} knows it since 8.31; others don't. */
  private static boolean isTaken() throws IOException, InterruptedException {
    Process trial =
        new ProcessBuilder(ENV.get(0), ENV.get(1), "true")
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    boolean ended = trial.waitFor(TRIAL_SECONDS, TimeUnit.SECONDS);
    trial.destroyForcibly();
    return ended && trial.exitValue() == 0;
  }

  /** Found out once: what this process ignored at its start, it does for good. */
  private static final class Lazily {
    static final List<String> PREFIX = find();
  }
}
