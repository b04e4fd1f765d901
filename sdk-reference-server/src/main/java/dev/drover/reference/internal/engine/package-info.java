/** Runs executions by their plans. */
@NullMarked
package dev.drover.reference.internal.engine;

import org.jspecify.annotations.NullMarked;
