package dev.drover.junit;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/** Runs the tests of behaviours on the JUnit that is on the class path. */
final class OtherJUnit {

  private OtherJUnit() {}

  public static void main(String[] args) {
    SummaryGeneratingListener summary = new SummaryGeneratingListener();
    LauncherFactory.create()
        .execute(
            LauncherDiscoveryRequestBuilder.request()
                .selectors(
                    selectClass(BehavioursTest.class),
                    selectClass(ParametersTest.class),
                    selectClass(VerdictsTest.class))
                .build(),
            summary);
    TestExecutionSummary result = summary.getSummary();
    result.printFailuresTo(new PrintWriter(System.out, true, StandardCharsets.UTF_8));
    System.out.printf(
        "on JUnit %s: %d succeeded, %d failed%n",
        Test.class.getPackage().getImplementationVersion(),
        result.getTestsSucceededCount(),
        result.getTotalFailureCount());
  }
}
