package dev.drover.testing.internal.bundle.model;

import java.time.Instant;

/**
 * Something was thrown.
 *
 * @param thrown what
 * @param where in which part of the test, such as {@code @BeforeEach}
 * @param verdict who is to look into it
 * @param time when it was noticed
 * @param thread on which thread it was noticed
 */
public record FailureSeen(
    Throwable thrown, String where, Verdict verdict, Instant time, String thread) {}
