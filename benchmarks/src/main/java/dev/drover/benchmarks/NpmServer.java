package dev.drover.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The runner's server of the interop tests, on npm's {@code socket.io}. */
final class NpmServer implements AutoCloseable {

  private static final Path SOURCES = Path.of("../sdk-reference-server/src/test/interop");
  private static final Path INSTALLED = Path.of("target/npm");
  private static final List<String> FILES =
      List.of("package.json", "package-lock.json", "runner-server.mjs");

  private final Process process;
  private final int port;

  private NpmServer(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /** Installs and starts it; empty where Node or npm are missing. */
  static Optional<NpmServer> start() throws IOException, InterruptedException {
    Files.createDirectories(INSTALLED);
    for (String file : FILES) {
      Files.copy(
          SOURCES.resolve(file), INSTALLED.resolve(file), StandardCopyOption.REPLACE_EXISTING);
    }
    if (!runs("node", "--version") || !runs("npm", "--version")) {
      return Optional.empty();
    } else if (!runs("npm", "ci", "--no-audit", "--no-fund")) {
      throw new IOException("'npm ci' failed in " + INSTALLED.toAbsolutePath());
    }
    int port = freePort();
    Process server =
        builder("node", "runner-server.mjs", String.valueOf(port))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    BufferedReader out = server.inputReader(StandardCharsets.UTF_8);
    if (!"ready".equals(out.readLine())) {
      server.destroy();
      throw new IOException("npm's socket.io server did not start");
    }
    return Optional.of(new NpmServer(server, port));
  }

  String address() {
    return "http://127.0.0.1:" + port;
  }

  private static boolean runs(String... line) throws InterruptedException {
    try {
      Process process =
          builder(line)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor(5, TimeUnit.MINUTES) && process.exitValue() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  private static ProcessBuilder builder(String... line) {
    return new ProcessBuilder(line).directory(INSTALLED.toFile());
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  @Override
  public void close() {
    process.destroy();
  }
}
