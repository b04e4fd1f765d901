package dev.drover.examples.browser;

import dev.drover.hub.Assignment;
import dev.drover.hub.HubClient;
import dev.drover.hub.TestCase;
import dev.drover.reference.ReferenceServer;
import dev.drover.reference.ServerOptions;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;

/** The test cases of {@code hub.md}, in real browsers. */
public final class BrowserDemo {

  private static final List<TestCase> TEST_CASES =
      List.of(
          TestCase.of(
              "test1",
              "navigate to the search tab",
              "type in computer science",
              "click on computer science"),
          TestCase.of("test2", "go to login page", "enter credentials"));

  private BrowserDemo() {}

  /** Runs them; the pictures go to the folder that is the first argument. */
  public static void main(String[] args) throws IOException {
    if (Chromium.isInstalled()) {
      run(Path.of(args.length > 0 ? args[0] : "target/browser"), System.out);
    } else {
      System.err.println(Chromium.HOW_TO_INSTALL);
    }
  }

  static void run(Path pictures, PrintStream out) throws IOException {
    try (School school = School.open();
        ReferenceServer server =
            ReferenceServer.start(
                ServerOptions.defaults().withVmProvider(new BrowserVms(school.address())));
        HubClient hub = HubClient.connect(server.uri().toString())) {
      for (Assignment assigned : hub.spinUp(TEST_CASES)) {
        int number = 0;
        for (String step : assigned.testCase().steps()) {
          out.print(step + " -> " + assigned.vm().sendCommand(step).output());
          String name = assigned.testCase().id() + "-" + ++number + ".png";
          assigned.vm().screenshot().saveTo(pictures.resolve(name));
        }
        String whole = assigned.testCase().id() + "-full-page.png";
        assigned.vm().screenshot(true).saveTo(pictures.resolve(whole));
        hub.release(assigned.testCase().id());
      }
    }
  }
}
