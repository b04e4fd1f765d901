package dev.drover.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The finished jar, running in a process of its own. */
final class Program implements AutoCloseable {

  /** Only a machine under heavy load needs so long. */
  static final Duration PATIENCE = Duration.ofSeconds(60);

  static final List<String> JAVA =
      List.of(
          Path.of(System.getProperty("java.home"), "bin", "java").toString(),
          "-XX:TieredStopAtLevel=1",
          "-XX:+UseSerialGC",
          "-jar",
          System.getProperty("drover.jar", "target/drover.jar"));

  private final Process process;
  private final Path out;
  private final Path err;

  private Program(Process process, Path out, Path err) {
    this.process = process;
    this.out = out;
    this.err = err;
  }

  /** Starts it with nothing to read. */
  static Program start(String... args) {
    Program program = startReading(args);
    program.endInput("");
    return program;
  }

  /** Starts it with a standard input that stays open. */
  static Program startReading(String... args) {
    List<String> line = new ArrayList<>(INTERRUPTIBLE);
    line.addAll(JAVA);
    line.addAll(List.of(args));
    try {
      Path out = Files.createTempFile("drover-out", ".txt");
      Path err = Files.createTempFile("drover-err", ".txt");
      ProcessBuilder builder = new ProcessBuilder(line);
      builder.environment().keySet().removeIf(name -> name.startsWith("DROVER_"));
      builder.redirectOutput(Redirect.to(out.toFile())).redirectError(Redirect.to(err.toFile()));
      return new Program(builder.start(), out, err);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A build that runs in the background ignores SIGINT, and its children inherit that. */
  private static final List<String> INTERRUPTIBLE = interruptible();

  private static List<String> interruptible() {
    List<String> prefix = List.of("env", "--default-signal=INT");
    try {
      List<String> probe = new ArrayList<>(prefix);
      probe.add("true");
      return new ProcessBuilder(probe).start().waitFor() == 0 ? prefix : List.of();
    } catch (IOException e) {
      return List.of();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  void endInput(String text) {
    try (var in = process.outputWriter()) {
      in.write(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String out() {
    return read(out);
  }

  String err() {
    return read(err);
  }

  /** Waits until standard output has a whole line that begins so, and gives its rest. */
  String awaitLine(String start) {
    return await("a line '" + start + "…' of " + process.info().commandLine().orElse("?"))
        .atMost(PATIENCE)
        .until(() -> rest(start), rest -> !rest.isEmpty());
  }

  private String rest(String start) {
    String text = out();
    String whole = text.substring(0, text.lastIndexOf('\n') + 1);
    return whole
        .lines()
        .filter(line -> line.startsWith(start))
        .findFirst()
        .map(line -> line.substring(start.length()))
        .orElse("");
  }

  Program signal(String name) {
    try {
      String pid = String.valueOf(process.pid());
      assertThat(new ProcessBuilder("kill", "-" + name, pid).start().waitFor()).isZero();
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
    return this;
  }

  int exitCode() {
    try {
      assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS))
          .as("ended; stdout: %s; stderr: %s", out(), err())
          .isTrue();
      return process.exitValue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
      Files.deleteIfExists(out);
      Files.deleteIfExists(err);
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
