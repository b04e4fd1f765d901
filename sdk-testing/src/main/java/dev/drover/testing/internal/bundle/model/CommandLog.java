package dev.drover.testing.internal.bundle.model;

import java.util.List;

/**
 * The commands of a test.
 *
 * @param entries in the order in which they were asked for
 * @param omitted how many are missing because there were too many
 */
public record CommandLog(List<CommandEntry> entries, long omitted) {}
