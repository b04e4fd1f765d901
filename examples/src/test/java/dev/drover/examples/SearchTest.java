package dev.drover.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.hub.TestCase;
import dev.drover.hub.Vm;
import dev.drover.testing.DroverTest;
import dev.drover.testing.Steps;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A suite whose tests have a VM each, from the hub that is configured or from an embedded one. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the commands are lines for sh")
@DroverTest
class SearchTest {

  @BeforeEach
  void fillTheCatalogue(Vm vm) {
    vm.sendCommand("printf 'history of art\\ncomputer science\\n' > courses.txt");
  }

  @Test
  @Steps({"navigate to the search tab", "type in computer science"})
  void finds(Vm vm) {
    assertThat(vm.sendCommand("grep computer courses.txt").output()).contains("science");
  }

  @Test
  @Steps({"grep -c . courses.txt", "grep alchemy courses.txt", "echo never reached"})
  void stopsAtTheFirstStepThatFails(Vm vm, TestCase testCase) {
    var results = vm.runSteps(testCase.steps());

    assertThat(results.isSuccess()).isFalse();
    assertThat(results.skipped()).containsExactly("echo never reached");
  }

  @Test
  void twoMachinesKnowNothingOfEachOther(Vm vm, Vm other) {
    vm.sendCommand("echo mine > whose");
    other.sendCommand("echo yours > whose");

    assertThat(vm.sendCommand("cat whose").output()).isEqualTo("mine\n");
  }

  @Test
  void showsItsScreen(Vm vm, @TempDir Path folder) {
    Path picture = vm.screenshot().saveTo(folder.resolve("search.png"));

    assertThat(picture).isNotEmptyFile();
  }
}
