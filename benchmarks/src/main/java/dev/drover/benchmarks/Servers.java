package dev.drover.benchmarks;

import java.io.IOException;
import java.nio.file.Path;

/** Servers in JVMs of their own, so that what the clients use can be told apart. */
final class Servers {

  private Servers() {}

  /** Starts one, which prints its port when it is ready. */
  static Process start(Class<?> server) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            server.getName())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }
}
