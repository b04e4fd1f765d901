/**
 * The hub client ({@code hub.md}): VMs asked for, driven, looked at and given back.
 *
 * <p>{@link dev.drover.hub.HubClient} is one connection to a hub, {@link dev.drover.hub.Vm} a
 * handle to one of its VMs. Commands are results whatever their exit code, or {@link
 * dev.drover.hub.CommandHandle}s while they run. With hubs that know {@code drover.v1} commands
 * outlive the connection, and VMs can be had with leases and wishes ({@link
 * dev.drover.hub.SpinUpOptions}); others are served by the plain protocol.
 */
@NullMarked
package dev.drover.hub;

import org.jspecify.annotations.NullMarked;
