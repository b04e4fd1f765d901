package dev.drover.runner;

/**
 * A line of an execution's log.
 *
 * @param level {@code info}, {@code warn} or {@code error}; others as they were sent
 * @param message the line
 */
public record LogLine(String level, String message) {}
