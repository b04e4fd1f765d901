/** The command line: one class per command, over the public API alone. */
@NullMarked
package dev.drover.cli;

import org.jspecify.annotations.NullMarked;
