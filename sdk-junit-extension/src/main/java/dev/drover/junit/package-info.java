/**
 * Drover in JUnit Jupiter. Tests need nothing of this package: they are annotated with {@link
 * dev.drover.testing.DroverTest}.
 */
@NullMarked
package dev.drover.junit;

import org.jspecify.annotations.NullMarked;
