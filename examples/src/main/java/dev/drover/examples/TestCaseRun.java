package dev.drover.examples;

import dev.drover.hub.Assignment;
import dev.drover.hub.CommandHandle;
import dev.drover.hub.CommandResult;
import dev.drover.hub.Vm;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** One test case: its steps as commands, in order, then a screenshot. */
final class TestCaseRun implements Runnable {

  final Assignment assigned;
  final Path screenshot;
  final List<CommandResult> results = new ArrayList<>();
  private final PrintStream out;

  TestCaseRun(Assignment assigned, Path folder, PrintStream out) {
    this.assigned = assigned;
    this.screenshot = folder.resolve(assigned.testCase().id() + ".png");
    this.out = out;
  }

  @Override
  public void run() {
    Vm vm = assigned.vm();
    out.println(vm.id() + "  is for the test case '" + assigned.testCase().id() + "'");
    for (String step : assigned.testCase().steps()) {
      out.println(vm.id() + "  $ " + step);
      CommandHandle command = vm.startCommand(step);
      LinePrinter lines = new LinePrinter(vm.id() + "  | ", out);
      command.onOutput(piece -> lines.add(piece.text()));
      results.add(command.await());
      lines.end();
    }
    vm.screenshot().saveTo(screenshot);
  }

  boolean passed() {
    return results.stream().allMatch(CommandResult::isSuccess);
  }
}
