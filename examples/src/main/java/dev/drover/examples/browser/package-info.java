/** A VM whose commands drive a real browser. */
@NullMarked
package dev.drover.examples.browser;

import org.jspecify.annotations.NullMarked;
