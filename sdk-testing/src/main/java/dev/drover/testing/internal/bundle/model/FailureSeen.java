package dev.drover.testing.internal.bundle.model;

import java.time.Instant;

/**
 * Something was thrown.
 *
 * @param thrown what
 * @param verdict who is to look into it
 * @param time when it was noticed
 * @param thread on which thread it was noticed
 */
public record FailureSeen(Throwable thrown, Verdict verdict, Instant time, String thread) {}
