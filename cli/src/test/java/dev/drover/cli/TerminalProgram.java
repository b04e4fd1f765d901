package dev.drover.cli;

import static org.awaitility.Awaitility.await;

import com.pty4j.PtyProcess;
import com.pty4j.PtyProcessBuilder;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The finished jar before a terminal, and somebody who types. */
final class TerminalProgram implements AutoCloseable {

  static final String CTRL_C = "\u0003";
  static final String CTRL_D = "\u0004";

  private final PtyProcess process;
  private final StringBuilder screen = new StringBuilder();
  private int seen;

  private TerminalProgram(PtyProcess process) {
    this.process = process;
    Thread reader = new Thread(this::read, "screen");
    reader.setDaemon(true);
    reader.start();
  }

  static TerminalProgram start(String... args) {
    List<String> line = new ArrayList<>(Program.JAVA);
    line.addAll(List.of(args));
    Map<String, String> env = new HashMap<>(System.getenv());
    env.keySet().removeIf(name -> name.startsWith("DROVER_"));
    env.put("TERM", "xterm");
    try {
      return new TerminalProgram(
          new PtyProcessBuilder(line.toArray(String[]::new))
              .setEnvironment(env)
              .setInitialColumns(120)
              .setInitialRows(40)
              .start());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void read() {
    char[] piece = new char[4096];
    try (Reader reader = new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8)) {
      for (int n = reader.read(piece); n >= 0; n = reader.read(piece)) {
        show(new String(piece, 0, n));
      }
    } catch (IOException e) {
      show("\n[the terminal is gone]");
    }
  }

  /** Waits until the screen has shown a text since the last one that was waited for. */
  TerminalProgram see(String text) {
    await("'" + text + "' on the screen")
        .atMost(Program.PATIENCE)
        .until(() -> screen().indexOf(text, seen) >= 0);
    seen = screen().indexOf(text, seen) + text.length();
    return this;
  }

  private synchronized void show(String text) {
    screen.append(text);
  }

  TerminalProgram type(String keys) {
    try {
      process.getOutputStream().write(keys.getBytes(StandardCharsets.UTF_8));
      process.getOutputStream().flush();
    } catch (IOException e) {
      throw new UncheckedIOException(screen(), e);
    }
    return this;
  }

  TerminalProgram line(String text) {
    return type(text + "\r");
  }

  synchronized String screen() {
    return screen.toString();
  }

  int exitCode() throws InterruptedException {
    if (!process.waitFor(Program.PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
      throw new AssertionError("still running, its screen:\n" + screen());
    }
    return process.exitValue();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
