/** Messages read and changed without being decoded as a whole. */
@NullMarked
package dev.drover.reference.internal.frame;

import org.jspecify.annotations.NullMarked;
