package dev.drover.cli;

import dev.drover.hub.Assignment;
import dev.drover.hub.HubClient;
import dev.drover.hub.TestCase;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Asks for a VM. */
@Command(
    name = "spin-up",
    mixinStandardHelpOptions = true,
    versionProvider = BuildVersion.class,
    description = {
      "Asks for a VM for a test case, and prints its id.",
      "It stays assigned until 'drover release'; asked for again, the test case keeps it."
    })
final class SpinUpCommand implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private HubOptions hub = new HubOptions();

  @Parameters(paramLabel = "TESTCASE", description = "The test case's id.")
  private String testCase = "";

  @Option(
      names = "--step",
      paramLabel = "STEP",
      description = "A step of the test case; repeat it for more, in order.")
  private List<String> steps = new ArrayList<>();

  @Option(names = "--json", description = "Print a JSON object, on one line.")
  private boolean json;

  @Override
  public Integer call() {
    TestCase wanted = new TestCase(testCase, steps);
    Assignment assignment;
    try (HubClient client = hub.connect()) {
      assignment = client.spinUp(wanted);
    }
    String vm = assignment.vm().id();
    spec.commandLine().getOut().println(json ? json(assignment, vm) : vm);
    return ExitCodes.OK;
  }

  private static String json(Assignment assignment, String vm) {
    return Json.object()
        .with("test_case_id", assignment.testCase().id())
        .with("vm_id", vm)
        .with("steps", assignment.testCase().steps())
        .line();
  }
}
