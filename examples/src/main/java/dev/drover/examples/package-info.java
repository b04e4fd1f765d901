/** Small programs to copy. */
@NullMarked
package dev.drover.examples;

import org.jspecify.annotations.NullMarked;
