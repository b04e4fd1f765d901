package dev.drover.reference.e2e;

import dev.drover.reference.ReferenceServer;
import dev.drover.reference.ServerOptions;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A reference server in a JVM of its own, to be killed. */
final class ServerProcess {

  private final Process process;
  private final int port;

  private ServerProcess(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  static ServerProcess start(int port) throws IOException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                ServerProcess.class.getName(),
                String.valueOf(port))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    BufferedReader out =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    String line = out.readLine();
    while (line != null && !line.startsWith("port ")) {
      line = out.readLine();
    }
    if (line == null) {
      throw new IOException("the server ended before it was ready");
    }
    return new ServerProcess(process, Integer.parseInt(line.substring("port ".length())));
  }

  int port() {
    return port;
  }

  /** SIGKILL: no goodbye, no clean-up. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
  }

  /** The process's own main: serves until it is killed, or its parent is gone. */
  public static void main(String[] args) throws IOException {
    try (ReferenceServer server =
        ReferenceServer.start(ServerOptions.defaults().withPort(Integer.parseInt(args[0])))) {
      System.out.println("port " + server.port());
      while (System.in.read() >= 0) {
        // Only the end of the input counts: it means that the parent has ended.
      }
    }
  }
}
