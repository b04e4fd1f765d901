package dev.drover.testing.internal.bundle.model;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A test in the index of its run.
 *
 * @param number its place in the run, from 1
 * @param name the test
 * @param outcome how it ended
 * @param verdict who is to look into it, if it failed
 * @param message what went wrong, in a line; empty if nothing did
 * @param start when it began
 * @param took how long it took
 * @param spent what its time went into
 * @param page its page, relative to the run's folder, if there is one
 */
public record TestSummary(
    int number,
    TestName name,
    Outcome outcome,
    Optional<Verdict> verdict,
    String message,
    Instant start,
    Duration took,
    Map<Phase, Duration> spent,
    Optional<String> page) {}
