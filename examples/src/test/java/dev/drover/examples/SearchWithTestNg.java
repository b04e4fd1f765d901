package dev.drover.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drover.hub.TestCase;
import dev.drover.hub.Vm;
import dev.drover.testing.DroverTest;
import dev.drover.testing.Steps;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

/**
 * The same for TestNG: the annotations are Drover's own, VMs come beside a data provider's values.
 */
@DroverTest
public class SearchWithTestNg {

  private static final String COURSES =
      "printf 'history of art\\ncomputer science\\n' > courses.txt";

  /** What is searched for, and what is found. */
  @DataProvider
  public Object[][] searches() {
    return new Object[][] {{"computer", "computer science"}, {"art", "history of art"}};
  }

  /** Each row has a VM of its own. */
  @Test(dataProvider = "searches")
  public void finds(String word, String course, Vm vm) {
    vm.sendCommand(COURSES);

    assertThat(vm.sendCommand("grep " + word + " courses.txt").output()).isEqualTo(course + "\n");
  }

  /** Steps are commands of the VM. */
  @Test
  @Steps({"grep -c . courses.txt", "grep alchemy courses.txt", "echo never reached"})
  public void stopsAtTheFirstStepThatFails(Vm vm, TestCase testCase) {
    vm.sendCommand(COURSES);

    assertThat(vm.runSteps(testCase.steps()).skipped()).containsExactly("echo never reached");
  }
}
