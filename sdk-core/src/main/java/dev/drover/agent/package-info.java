/**
 * The program inside a VM that runs commands for whoever is allowed to ask: of a hub ({@code
 * hub.md}) or of a backend ({@code vm-agent-messages.md}).
 *
 * <p>{@link dev.drover.agent.VmAgent} is the program, {@link dev.drover.agent.AgentOptions} what it
 * is and may do. What may run decides a {@link dev.drover.agent.CommandPolicy}; by default that is
 * everything, as the user of the agent's process.
 */
@NullMarked
package dev.drover.agent;

import org.jspecify.annotations.NullMarked;
