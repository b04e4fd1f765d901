package dev.drover.reference.internal.execution;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An execution in a list. Times are ISO 8601.
 *
 * @param status as in {@code execution_completed}, or {@code pending} or {@code running}
 */
public record Summary(
    String executionId,
    String status,
    int progressPercentage,
    String currentStep,
    @Nullable String startedAt,
    @Nullable String finishedAt,
    int totalSteps,
    int successfulSteps,
    int failedSteps,
    List<String> devices) {}
