/**
 * What is known of a test and of a run: data, independent of where it comes from and of how it is
 * shown.
 */
@NullMarked
package dev.drover.testing.internal.bundle.model;

import org.jspecify.annotations.NullMarked;
