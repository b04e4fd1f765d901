/** How one annotation can stand for both frameworks without either on the other's class path. */
@NullMarked
package dev.drover.testing.junit;

import org.jspecify.annotations.NullMarked;
