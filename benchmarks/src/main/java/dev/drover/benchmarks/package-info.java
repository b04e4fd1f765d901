/** Measurements beside peers in the same run. Only ratios are meant to be compared. */
@NullMarked
package dev.drover.benchmarks;

import org.jspecify.annotations.NullMarked;
