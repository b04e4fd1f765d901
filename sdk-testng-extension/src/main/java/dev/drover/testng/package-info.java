/**
 * Drover in TestNG. Tests need nothing of this package: they are annotated with {@link
 * dev.drover.testing.DroverTest}, and TestNG finds the listener by itself.
 */
@NullMarked
package dev.drover.testng;

import org.jspecify.annotations.NullMarked;
