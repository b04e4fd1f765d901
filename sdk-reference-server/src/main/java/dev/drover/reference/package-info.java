/**
 * The reference server: hub, backend, executions, runner and dashboard on one port, in memory, for
 * tests.
 *
 * <p>{@link dev.drover.reference.ReferenceServer} starts it. Its VMs run real processes ({@link
 * dev.drover.reference.VmProvider}), or are {@link dev.drover.reference.ScriptedVm}s that answer as
 * they are told; {@link dev.drover.reference.Faults} break connections and messages, and the {@link
 * dev.drover.reference.Journal} holds all that was said.
 */
@NullMarked
package dev.drover.reference;

import org.jspecify.annotations.NullMarked;
