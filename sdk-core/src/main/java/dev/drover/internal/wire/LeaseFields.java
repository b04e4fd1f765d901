package dev.drover.internal.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * A lease in a message of {@code drover.v1}.
 *
 * @param runId the run that has it
 * @param owner who that is, for people to read
 * @param ttl as it is asked for, in seconds
 * @param expiresAt as it is granted, in seconds since the epoch by the hub's clock
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record LeaseFields(
    @Nullable String runId,
    @Nullable String owner,
    @Nullable Double ttl,
    @Nullable Double expiresAt) {}
