package dev.drover.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.execution.ExecutionEvent.ExecutionProgress;
import dev.drover.execution.ExecutionEvent.LogEntry;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What stands on a screen when lines and a bar share it. */
class WatchViewTest {

  private final StringWriter screen = new StringWriter();
  private final PrintWriter both = new PrintWriter(screen);

  private static ExecutionProgress progress(int percentage) {
    return new ExecutionProgress("e", percentage, "unpack", "running", Instant.EPOCH);
  }

  private static LogEntry log(String message) {
    return new LogEntry("e", "d", "INFO", message, "m", Instant.EPOCH);
  }

  private List<String> lines() {
    return Screens.lines(screen.toString());
  }

  @Test
  void theBarStaysBelowWhatIsSaidMeanwhile() {
    WatchView view = new WatchView(both, both, false, true);

    view.show(progress(50));
    view.say("the connection was lost");
    view.show(log("hello"));

    assertThat(lines())
        .containsExactly(
            "drover: the connection was lost",
            "INFO  d  hello",
            "[###############---------------]  50 %  unpack");
  }

  @Test
  void whatIsSaidAfterTheEndStandsBelowTheBar() {
    WatchView view = new WatchView(both, both, false, true);

    view.show(progress(100));
    view.endBar();
    view.say("3 frames are in run.avi");
    view.show(progress(100));
    view.show(log("late"));
    view.close();

    assertThat(lines())
        .containsExactly(
            "[##############################] 100 %  unpack",
            "drover: 3 frames are in run.avi", "INFO  d  late", "");
  }

  @Test
  void withoutATerminalThereIsNoBarToEnd() {
    WatchView view = new WatchView(both, both, false, false);

    view.show(progress(100));
    view.say("the report is in r.pdf");
    view.close();

    assertThat(screen.toString().lines())
        .containsExactly("100 %  unpack", "drover: the report is in r.pdf");
  }
}
