package dev.drover.examples;

import dev.drover.hub.HubClient;
import dev.drover.hub.TestCase;
import dev.drover.hub.VmInfo;
import dev.drover.reference.ReferenceServer;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Two test cases on two VMs at the same time: live output, VM states, screenshots, a summary. */
public final class QuickStart {

  private static final List<TestCase> TEST_CASES =
      List.of(
          TestCase.of(
              "search",
              "printf 'history of art\\ncomputer science\\nphysics\\n' > courses.txt",
              "for page in 1 2 3; do echo \"reading page $page\"; sleep 0.3; done",
              "grep -n computer courses.txt"),
          TestCase.of("login", "whoami", "echo entering the password; sleep 0.5", "uname -sm"));

  private QuickStart() {}

  /** Runs it; the screenshots go to the folder that is the first argument. */
  public static void main(String[] args) {
    run(Path.of(args.length > 0 ? args[0] : "target/screenshots"), System.out);
  }

  static void run(Path screenshots, PrintStream out) {
    try (ReferenceServer server = ReferenceServer.start();
        HubClient hub = HubClient.connect(server.uri().toString())) {
      out.println("A hub at " + server.uri() + ", whose VMs run real processes");
      hub.vmStates().onEach(vm -> out.println(vm.vmId() + "  * " + vm.status().orElse("?")));

      List<TestCaseRun> runs =
          hub.spinUp(TEST_CASES).stream()
              .map(assigned -> new TestCaseRun(assigned, screenshots, out))
              .toList();
      CompletableFuture.allOf(
              runs.stream().map(CompletableFuture::runAsync).toArray(CompletableFuture<?>[]::new))
          .join();
      Summary.print(runs, out);

      TEST_CASES.forEach(testCase -> hub.release(testCase.id()));
      for (VmInfo vm : hub.listVms()) {
        out.println(
            vm.vmId() + "  " + vm.testCaseId().map(id -> "held: " + id).orElse("given back"));
      }
      if (!runs.stream().allMatch(TestCaseRun::passed)) {
        throw new IllegalStateException("a step failed, see the summary");
      }
    }
  }
}
