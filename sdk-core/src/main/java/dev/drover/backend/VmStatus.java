package dev.drover.backend;

import java.time.Duration;

/**
 * How a VM is ({@code status_response}). What it does not tell is empty or 0.
 *
 * @param status its own word, such as {@code running} or {@code idle}
 * @param activeProcesses how many commands run on it
 * @param uptime for how long its agent has been running
 * @param systemInfo what it is
 */
public record VmStatus(String status, int activeProcesses, Duration uptime, SystemInfo systemInfo)
    implements BackendReply {}
