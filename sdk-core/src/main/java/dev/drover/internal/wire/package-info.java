/** The wire: one file of message records per protocol, and the codec that reads and writes them. */
@NullMarked
package dev.drover.internal.wire;

import org.jspecify.annotations.NullMarked;
