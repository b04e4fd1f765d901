/** What the console of a VM without a desktop shows: terminal output as rows, and their picture. */
@NullMarked
package dev.drover.internal.console;

import org.jspecify.annotations.NullMarked;
