package dev.drover.reference.e2e;

import dev.drover.reference.ReferenceServer;
import dev.drover.reference.RunnerOptions;
import dev.drover.reference.ServerOptions;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A reference server in a JVM of its own, to be killed, or to be weighed. */
final class ServerProcess {

  private final Process process;
  private final BufferedReader out;
  private final int port;

  private ServerProcess(Process process, BufferedReader out) throws IOException {
    this.process = process;
    this.out = out;
    this.port = (int) number("port ");
  }

  /**
   * Starts a server.
   *
   * @param temporary where it leaves the directories of its VMs: it will have no time to delete
   *     them
   */
  static ServerProcess start(int port, Path temporary) throws IOException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.io.tmpdir=" + temporary,
                "-cp",
                System.getProperty("java.class.path"),
                ServerProcess.class.getName(),
                String.valueOf(port))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    BufferedReader out =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    return new ServerProcess(process, out);
  }

  private long number(String name) throws IOException {
    String line = out.readLine();
    while (line != null && !line.startsWith(name)) {
      line = out.readLine();
    }
    if (line == null) {
      throw new IOException("the server has ended");
    }
    return Long.parseLong(line.substring(name.length()));
  }

  /** What its heap holds that is in use, in bytes. */
  long heap() throws IOException {
    process.getOutputStream().write('\n');
    process.getOutputStream().flush();
    return number("heap ");
  }

  int port() {
    return port;
  }

  /** SIGKILL: no goodbye, no clean-up. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
  }

  /** SIGTERM, after which nobody closes the server. */
  void terminate() throws InterruptedException {
    process.destroy();
    process.waitFor(20, TimeUnit.SECONDS);
  }

  /** The process's own main: serves until it is killed, or its parent is gone. */
  public static void main(String[] args) throws IOException {
    try (ReferenceServer server =
        ReferenceServer.start(
            ServerOptions.defaults()
                .withPort(Integer.parseInt(args[0]))
                .withRunner(RunnerOptions.defaults().withoutTokens()))) {
      System.out.println("port " + server.port());
      // The end of the input means that the parent has ended.
      while (System.in.read() >= 0) {
        System.out.println("heap " + usedAfterCollection());
      }
    }
  }

  /** The least of several looks: what is queued for finalizing goes with the next collection. */
  static long usedAfterCollection() {
    long least = Long.MAX_VALUE;
    for (int i = 0; i < 5; i++) {
      System.gc();
      Runtime runtime = Runtime.getRuntime();
      least = Math.min(least, runtime.totalMemory() - runtime.freeMemory());
    }
    return least;
  }
}
