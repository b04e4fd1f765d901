/** Looks at what is published as those do who get it. */
@NullMarked
package dev.drover.consumers;

import org.jspecify.annotations.NullMarked;
