package dev.drover.testing.observed;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A JVM of its own, as this one but for what is said; ended with the test that started it. */
public final class ForkedJvm implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /** It may be a whole suite. */
  private static final Duration PATIENCE_TO_ITS_END = Duration.ofMinutes(10);

  private final Process process;
  private final PrintedLines lines;

  private ForkedJvm(Process process) {
    this.process = process;
    lines = PrintedLines.of(process.inputReader());
  }

  /** Starts one with this JVM's class path. */
  public static ForkedJvm start(Class<?> main, Map<String, String> properties, String... args) {
    return start(classPath(), main, properties, args);
  }

  /** Starts one with a class path of its own. */
  public static ForkedJvm start(
      String classPath, Class<?> main, Map<String, String> properties, String... args) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-Djava.awt.headless=true"));
    properties.forEach((name, value) -> command.add("-D" + name + "=" + value));
    command.addAll(List.of("-cp", classPath, main.getName()));
    command.addAll(List.of(args));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().keySet().removeIf(name -> name.startsWith("DROVER_"));
    try {
      return new ForkedJvm(builder.start());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** This JVM's class path, also where surefire hides it in a jar. */
  public static String classPath() {
    return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
  }

  /** Waits until it prints a line, two minutes at most. */
  public void awaitLine(String expected) {
    lines.await(expected, PATIENCE);
  }

  /** Asks it to end, as {@code kill} does, and waits until it has. */
  public void terminate() {
    process.toHandle().destroy();
    exitCode();
  }

  /** Ends it as {@code kill -9} does. */
  public void kill() {
    process.toHandle().destroyForcibly();
    exitCode();
  }

  /** The rest of its output, up to its end, for which it has ten minutes. */
  public String output() {
    return lines.rest(PATIENCE_TO_ITS_END);
  }

  /** Waits for its end. */
  public int exitCode() {
    try {
      boolean ended = process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      assertThat(ended).as("it ended; printed so far: %s", lines).isTrue();
      return process.exitValue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while a JVM ran", e);
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
