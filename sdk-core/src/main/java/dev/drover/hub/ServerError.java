package dev.drover.hub;

import java.time.Instant;
import java.util.Optional;

/**
 * An error from the hub that belongs to no request of this client ({@code hub.md}, "Error
 * Response").
 *
 * @param time when it arrived here
 * @param message the hub's words
 * @param code its code, if the hub sends codes
 * @param vmId the VM it speaks of, if it says so
 */
public record ServerError(
    Instant time, String message, Optional<String> code, Optional<String> vmId) {}
