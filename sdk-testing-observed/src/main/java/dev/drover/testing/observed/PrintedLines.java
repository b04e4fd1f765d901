package dev.drover.testing.observed;

import java.io.BufferedReader;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** What a program prints, line by line, for which nobody waits for ever. */
final class PrintedLines {

  private final List<String> soFar = new CopyOnWriteArrayList<>();

  /** Those that nobody has taken; the one that is empty is the end. */
  private final BlockingQueue<Optional<String>> coming = new LinkedBlockingQueue<>();

  private PrintedLines() {}

  static PrintedLines of(BufferedReader from) {
    PrintedLines lines = new PrintedLines();
    Thread reader = new Thread(() -> lines.read(from), "printed lines");
    reader.setDaemon(true);
    reader.start();
    return lines;
  }

  private void read(BufferedReader from) {
    try {
      from.lines()
          .forEach(
              line -> {
                soFar.add(line);
                coming.add(Optional.of(line));
              });
    } catch (UncheckedIOException e) {
      soFar.add(e.toString());
    } finally {
      coming.add(Optional.empty());
    }
  }

  /** Waits for a line, and takes it and those before it. */
  void await(String expected, Duration patience) {
    long start = System.nanoTime();
    Optional<String> line;
    do {
      line = next("'" + expected + "'", patience, start);
      if (line.isEmpty()) {
        throw new AssertionError("'%s' was not printed, but: %s".formatted(expected, this));
      }
    } while (!line.get().equals(expected));
  }

  /** Those that nobody has taken, up to the end. */
  String rest(Duration patience) {
    long start = System.nanoTime();
    List<String> rest = new ArrayList<>();
    Optional<String> line = next("its end", patience, start);
    while (line.isPresent()) {
      rest.add(line.get());
      line = next("its end", patience, start);
    }
    return String.join("\n", rest);
  }

  private Optional<String> next(String what, Duration patience, long start) {
    try {
      long left = patience.toNanos() - (System.nanoTime() - start);
      Optional<String> line = coming.poll(left, TimeUnit.NANOSECONDS);
      if (line == null) {
        throw new AssertionError(
            "waited %d ms for %s, and it printed no more than: %s"
                .formatted(patience.toMillis(), what, this));
      }
      if (line.isEmpty()) {
        coming.add(line); // Who asks again is told again.
      }
      return line;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for " + what, e);
    }
  }

  /** All that was printed so far. */
  @Override
  public String toString() {
    return soFar.isEmpty() ? "nothing" : "\n" + String.join("\n", soFar);
  }
}
