/**
 * What tests say to Drover, whichever framework runs them: who needs a VM, of what kind, for how
 * long, and what shall become of it.
 */
@NullMarked
package dev.drover.testing;

import org.jspecify.annotations.NullMarked;
