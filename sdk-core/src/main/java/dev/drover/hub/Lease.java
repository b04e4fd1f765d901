package dev.drover.hub;

import java.time.Instant;

/**
 * That a VM is some run's, for the time being ({@code drover.v1}). Unless it is renewed, the hub
 * takes the VM back when it expires: stops what it runs, and gives it to whoever asks next.
 *
 * @param runId the run that has the VM
 * @param owner who that is, for people to read; may be empty
 * @param expiresAt when it ends, by the hub's clock
 */
public record Lease(String runId, String owner, Instant expiresAt) {}
