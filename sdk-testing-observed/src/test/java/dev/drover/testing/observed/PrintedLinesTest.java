package dev.drover.testing.observed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PipedReader;
import java.io.PipedWriter;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Whoever waits for what a program prints is told what it did print. */
class PrintedLinesTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** So long nobody prints anything: it has to be waited out. */
  private static final Duration SHORT = Duration.ofMillis(50);

  private final PipedReader reader = new PipedReader();
  private final PrintWriter program = new PrintWriter(connect(reader), true);
  private final PrintedLines lines = PrintedLines.of(new BufferedReader(reader));

  @Test
  void aLineIsWaitedForAndTheRestIsLeft() {
    program.println("one");
    program.println("ready");
    program.println("two");
    program.close();

    lines.await("ready", PATIENCE);

    assertThat(lines.rest(PATIENCE)).isEqualTo("two");
    assertThat(lines.rest(PATIENCE)).isEmpty();
  }

  @Test
  void aSilentProgramIsNotWaitedForForEver() {
    program.println("one");
    lines.await("one", PATIENCE);

    assertThatThrownBy(() -> lines.await("ready", SHORT))
        .isInstanceOf(AssertionError.class)
        .hasMessage("waited 50 ms for 'ready', and it printed no more than: \none");
    assertThatThrownBy(() -> lines.rest(SHORT))
        .isInstanceOf(AssertionError.class)
        .hasMessage("waited 50 ms for its end, and it printed no more than: \none");
  }

  @Test
  void aProgramThatEndsWithoutTheLineIsNotWaitedFor() {
    program.println("trouble");
    program.close();

    assertThatThrownBy(() -> lines.await("ready", PATIENCE))
        .isInstanceOf(AssertionError.class)
        .hasMessage("'ready' was not printed, but: \ntrouble");
  }

  @Test
  @DisabledOnOs(value = OS.WINDOWS, disabledReason = "programs are not asked there")
  void whatAJvmPrintsUntilItIsEndedIsThere() {
    try (ForkedJvm jvm = ForkedJvm.start(Waits.class, Map.of())) {
      jvm.awaitLine("waits");
      jvm.terminate();

      assertThat(jvm.output()).isEqualTo("ends");
    }
  }

  static final class Waits {
    public static void main(String[] args) throws IOException {
      Runtime.getRuntime().addShutdownHook(new Thread(() -> System.out.println("ends")));
      System.out.println("waits");
      System.in.read();
    }
  }

  private static PipedWriter connect(PipedReader reader) {
    try {
      return new PipedWriter(reader);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
