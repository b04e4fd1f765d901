/**
 * VMs driven over HTTP, through a backend that their agents are connected to ({@code
 * vm-agent-messages.md}, {@code vm-agent-request-response.md}): one request, one answer.
 *
 * <p>{@link dev.drover.backend.BackendClient} asks. A command that waits for input answers with
 * {@link dev.drover.backend.CommandReply.AwaitingInput}, and goes on when that is answered.
 */
@NullMarked
package dev.drover.backend;

import org.jspecify.annotations.NullMarked;
