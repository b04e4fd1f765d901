package dev.drover.reference.internal.runner;

import org.jspecify.annotations.Nullable;

/**
 * Something that an agent does.
 *
 * @param executionId its id
 * @param recording whether it is a recording
 * @param agent who does it
 * @param originator who asked for it; null if that was a server before this one
 */
record Job(
    String executionId, boolean recording, RegisteredAgent agent, @Nullable Member originator) {}
