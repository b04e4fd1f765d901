/**
 * VMs driven over HTTP, through a backend that their agents are connected to ({@code
 * vm-agent-messages.md}, {@code vm-agent-request-response.md}): one request, one answer.
 */
@NullMarked
package dev.drover.backend;

import org.jspecify.annotations.NullMarked;
