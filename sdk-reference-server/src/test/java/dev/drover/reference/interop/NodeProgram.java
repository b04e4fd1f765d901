package dev.drover.reference.interop;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A Node program on npm packages alone: it shares no line with Drover. */
final class NodeProgram implements AutoCloseable {

  private static final Path SOURCES = Path.of("src/test/interop");
  private static final Path INSTALLED = Path.of("target/interop");
  private static final Path LIBRARY = INSTALLED.resolve("node_modules/ws");
  private static final Path LOCK = Path.of("target/interop.lock");

  private final Process process;

  private NodeProgram(Process process) {
    this.process = process;
  }

  /**
   * Copies the programs to where they may be installed, with the locked version of their library.
   */
  static void install() throws Exception {
    Files.createDirectories(INSTALLED);
    // Tests run in two JVMs: the other one waits, and then finds it done.
    try (FileChannel file = FileChannel.open(LOCK, CREATE, WRITE);
        FileLock held = file.lock()) {
      assertThat(held.isValid()).isTrue();
      boolean libraries = copy(SOURCES.resolve("package-lock.json"));
      try (Stream<Path> files = Files.walk(SOURCES)) {
        for (Path source : files.filter(Files::isRegularFile).toList()) {
          copy(source);
        }
      }
      if (libraries || !Files.isDirectory(LIBRARY)) {
        String said = run(List.of("npm", "ci", "--no-audit", "--no-fund"), 120);
        assertThat(LIBRARY).as(said).isDirectory();
      }
    }
  }

  /** Whether it was not there, or is another one now: what others read is not written anew. */
  private static boolean copy(Path source) throws IOException {
    Path target = INSTALLED.resolve(SOURCES.relativize(source));
    if (Files.exists(target) && Files.mismatch(source, target) < 0) {
      return false;
    }
    Files.createDirectories(target.getParent());
    Files.copy(source, target, StandardCopyOption.REPLACE_EXISTING);
    return true;
  }

  /** Runs one to its end, and fails with all that it said if that is not a good one. */
  static String run(String script, Object... arguments) throws Exception {
    return run(commandLine(script, arguments), 300);
  }

  /** Starts one that goes on until it is closed, and waits until it says that it is ready. */
  static NodeProgram start(String script, Object... arguments) throws IOException {
    Process process = process(commandLine(script, arguments)).start();
    BufferedReader output = process.inputReader(UTF_8);
    assertThat(output.readLine()).isEqualTo("ready");
    return new NodeProgram(process);
  }

  @Override
  public void close() throws Exception {
    process.getOutputStream().close();
    if (!process.waitFor(5, TimeUnit.SECONDS)) {
      process.destroyForcibly();
    }
  }

  private static String run(List<String> commandLine, int seconds) throws Exception {
    Path output = Files.createTempFile(INSTALLED, "output", ".txt");
    Process process = process(commandLine).redirectOutput(output.toFile()).start();
    boolean ended = process.waitFor(seconds, TimeUnit.SECONDS);
    process.destroyForcibly();
    String said = Files.readString(output);
    assertThat(ended).as("%s ended in %d s; it said: %s", commandLine, seconds, said).isTrue();
    assertThat(process.exitValue()).as("%s said: %s", commandLine, said).isZero();
    return said;
  }

  private static List<String> commandLine(String script, Object... arguments) {
    List<String> line = new ArrayList<>(List.of("node", script));
    Stream.of(arguments).map(String::valueOf).forEach(line::add);
    return line;
  }

  private static ProcessBuilder process(List<String> commandLine) {
    return new ProcessBuilder(commandLine).directory(INSTALLED.toFile()).redirectErrorStream(true);
  }
}
