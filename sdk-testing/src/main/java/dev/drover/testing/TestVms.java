package dev.drover.testing;

import dev.drover.hub.Assignment;
import dev.drover.hub.TestCase;
import dev.drover.hub.Vm;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The VMs of one invocation of a test, asked for on first need. Safe for any number of threads. */
public final class TestVms implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger("dev.drover.testing");

  private final TestHub hub;
  private final TestMethod test;
  private final List<Assignment> assignments = new ArrayList<>();
  private boolean ended;

  TestVms(TestHub hub, TestMethod test) {
    this.hub = hub;
    this.test = test;
  }

  /**
   * The test's VM, or one of its VMs; the same for the same number.
   *
   * @param nth which, from 0
   * @return the assignment
   * @throws dev.drover.DroverException if the hub has none to give
   * @throws IllegalStateException if the test has ended
   */
  public synchronized Assignment assignment(int nth) {
    if (ended) {
      throw new IllegalStateException(test.name() + " has ended; its VMs are given back");
    }
    while (assignments.size() <= nth) {
      assignments.add(hub.take(test, assignments.size()));
    }
    return assignments.get(nth);
  }

  /**
   * The value of a parameter. The first parameters of the types {@link Vm}, {@link Assignment} and
   * {@link TestCase} speak of one VM, the second ones of the next.
   *
   * @param type one that {@link DroverFixture#supplies}
   * @param nth which of the parameters of this type, from 0
   * @return the value
   */
  public Object value(Class<?> type, int nth) {
    if (type == Vm.class) {
      return assignment(nth).vm();
    }
    if (type == TestCase.class) {
      return assignment(nth).testCase();
    }
    return type == Assignment.class ? assignment(nth) : hub.value(type);
  }

  /**
   * Gives the VMs back. Never throws: what goes wrong is logged, and kept with the test's own
   * failure if there is one. Idempotent; an interrupt neither hinders it nor is lost.
   *
   * @param failure how the test failed, or null if it passed
   */
  public synchronized void end(@Nullable Throwable failure) {
    if (ended) {
      return;
    }
    ended = true;
    boolean interrupted = Thread.interrupted();
    try {
      Exception trouble = hub.giveBack(testCaseIds());
      if (trouble != null) {
        LOG.warn("{}: {}", test.name(), trouble.getMessage());
        if (failure != null) {
          failure.addSuppressed(trouble);
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** As {@link #end} for a test that passed. */
  @Override
  public void close() {
    end(null);
  }

  private Set<String> testCaseIds() {
    Set<String> ids = new LinkedHashSet<>();
    assignments.forEach(assignment -> ids.add(assignment.testCase().id()));
    return ids;
  }
}
