/** Watching one execution over devices, live ({@code execution-monitoring.md}). */
@NullMarked
package dev.drover.execution;

import org.jspecify.annotations.NullMarked;
