package dev.drover.testing.internal.bundle.model;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Everything that is known of a run.
 *
 * @param runId names the run
 * @param start when it began
 * @param took how long it took, or takes so far
 * @param over whether it has ended
 * @param tests every test that has ended, in the order in which they began
 * @param environment where it ran
 * @param trouble what could not be written
 */
public record RunFacts(
    String runId,
    Instant start,
    Duration took,
    boolean over,
    List<TestSummary> tests,
    Map<String, String> environment,
    List<String> trouble) {}
