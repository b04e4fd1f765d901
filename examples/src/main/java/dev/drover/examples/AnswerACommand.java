package dev.drover.examples;

import dev.drover.hub.CommandHandle;
import dev.drover.hub.CommandResult;
import dev.drover.hub.HubClient;
import dev.drover.hub.TestCase;
import dev.drover.hub.Vm;
import dev.drover.reference.ReferenceServer;
import java.io.PrintStream;

/** A command that asks, and is answered: what an installer or a login wants to know. */
public final class AnswerACommand {

  private static final String INSTALLER =
      """
      printf 'Install into /opt? [y/n] '; read answer
      printf 'Your name: '; read name
      echo "$name said $answer"
      wc -l
      """;

  private AnswerACommand() {}

  /** Runs it. */
  public static void main(String[] args) {
    run(System.out);
  }

  static void run(PrintStream out) {
    try (ReferenceServer server = ReferenceServer.start();
        HubClient hub = HubClient.connect(server.uri().toString())) {
      Vm vm = hub.spinUp(TestCase.of("install")).vm();

      CommandHandle installer = vm.startCommand(INSTALLER);
      StringBuilder asked = new StringBuilder();
      installer.onOutput(
          piece -> {
            asked.append(piece.text());
            if (asked.toString().endsWith("[y/n] ")) {
              installer.sendInputAsync("y\n");
            } else if (asked.toString().endsWith("Your name: ")) {
              installer
                  .sendInputAsync("Ada\nfirst line\nsecond line\n")
                  .thenRun(installer::closeInput); // nothing more will come: wc may count
            }
          });

      CommandResult result = installer.await();
      out.println(result.output());
      out.println("exit code " + result.exitCode());
      hub.release("install");
    }
  }
}
