/** Time, and things done later. */
@NullMarked
package dev.drover.reference.internal.clock;

import org.jspecify.annotations.NullMarked;
