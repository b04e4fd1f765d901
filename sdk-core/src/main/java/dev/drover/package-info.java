/**
 * What every Drover connection shares: options, states, events, gaps and exceptions.
 *
 * <p>{@link dev.drover.ClientOptions} says where and how to connect, {@link dev.drover.Backoff} and
 * {@link dev.drover.Limits} how long to wait and how much to hold. A connection that is lost comes
 * back by itself; {@link dev.drover.ConnectionEvent} tells of it, and a {@link dev.drover.Gap}
 * stands in each {@link dev.drover.EventStream} where something may have been missed.
 *
 * <p>All exceptions are unchecked {@link dev.drover.DroverException}s: {@link
 * dev.drover.ConnectionException} for the way there, {@link dev.drover.RequestTimeoutException} for
 * answers that did not come, {@link dev.drover.RemoteException} for what the other side refused.
 */
@NullMarked
package dev.drover;

import org.jspecify.annotations.NullMarked;
