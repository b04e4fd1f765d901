/** The command line's grammar, which its package keeps to itself. */
@NullMarked
package dev.drover.cli;

import org.jspecify.annotations.NullMarked;
