/** What holds for all classes and all files. */
@NullMarked
package dev.drover.architecture;

import org.jspecify.annotations.NullMarked;
