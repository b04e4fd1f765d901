package dev.drover.examples;

import dev.drover.hub.CommandHandle;
import dev.drover.hub.CommandResult;
import dev.drover.hub.HubClient;
import dev.drover.hub.TestCase;
import dev.drover.hub.Vm;
import dev.drover.reference.ReferenceServer;
import java.io.PrintStream;
import java.util.concurrent.CountDownLatch;

/** Follows the output of a command that would go on for ever, and stops it with all it started. */
public final class StreamAndStop {

  private StreamAndStop() {}

  /** Runs it. */
  public static void main(String[] args) throws InterruptedException {
    run(System.out);
  }

  static void run(PrintStream out) throws InterruptedException {
    try (ReferenceServer server = ReferenceServer.start();
        HubClient hub = HubClient.connect(server.uri().toString())) {
      Vm vm = hub.spinUp(TestCase.of("stream")).vm();

      String pause = "sleep 0.1" + ProcessHandle.current().pid(); // found again below, for sure
      CommandHandle command =
          vm.startCommand("i=0; while " + pause + "; do i=$((i+1)); echo round $i; done");
      CountDownLatch enough = new CountDownLatch(3);
      command.onOutput( // called as the output comes, piece by piece, never on the socket's thread
          piece -> {
            out.print(piece.text());
            piece.text().chars().filter(c -> c == '\n').forEach(end -> enough.countDown());
          });
      enough.await();

      command.stop(); // gently, after three seconds by force; the loop and its sleep are gone then
      CommandResult result = command.await(); // comes after all of the output
      out.println("stopped: exit code " + result.exitCode());
      CommandResult left = vm.sendCommand("ps -A -o args= | grep -c '^" + pause + "$'");
      out.println("sleeping still: " + left.output().strip());
      hub.release("stream");
    }
  }
}
