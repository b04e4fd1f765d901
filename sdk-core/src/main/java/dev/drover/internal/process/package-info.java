/** Commands as real processes: their trees, their output, their console. */
@NullMarked
package dev.drover.internal.process;

import org.jspecify.annotations.NullMarked;
