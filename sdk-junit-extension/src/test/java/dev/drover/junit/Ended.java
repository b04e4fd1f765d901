package dev.drover.junit;

import dev.drover.testing.DroverTest;
import dev.drover.testing.Scope;
import java.time.Instant;
import java.util.Comparator;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.Event;

/** When that had ended for which a suite's VMs were: before the run did. */
final class Ended {

  private Ended() {}

  /** The last of its tests, or the class itself if they share VMs. */
  static Instant of(EngineExecutionResults results, Class<?> suite) {
    boolean shared = suite.getAnnotation(DroverTest.class).scope() == Scope.CLASS;
    return results
        .allEvents()
        .finished()
        .filter(event -> isA(shared ? ClassSource.class : MethodSource.class, event))
        .map(Event::getTimestamp)
        .max(Comparator.naturalOrder())
        .orElseThrow();
  }

  private static boolean isA(Class<?> kind, Event event) {
    TestDescriptor ended = event.getTestDescriptor();
    return ended.getSource().filter(kind::isInstance).isPresent();
  }
}
