/** Executions, their devices, and the connections that watch them. */
@NullMarked
package dev.drover.reference.internal.execution;

import org.jspecify.annotations.NullMarked;
