/**
 * What is known when a test fails, collected while it runs and written as pages that need nothing
 * but a browser.
 */
@NullMarked
package dev.drover.testing.internal.bundle;

import org.jspecify.annotations.NullMarked;
