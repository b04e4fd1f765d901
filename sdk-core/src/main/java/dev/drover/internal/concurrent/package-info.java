/** The daemon threads and timers that all connections of a JVM share. */
@NullMarked
package dev.drover.internal.concurrent;

import org.jspecify.annotations.NullMarked;
