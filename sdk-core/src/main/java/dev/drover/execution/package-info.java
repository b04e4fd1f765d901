/**
 * Watching one execution over devices, live ({@code execution-monitoring.md}).
 *
 * <p>{@link dev.drover.execution.ExecutionClient} follows it: steps and errors are acknowledged and
 * never lost where the server offers {@code drover.v1}, progress and logs are best effort. A {@link
 * dev.drover.execution.Preview} shows a device's screen, newest frame first, and can be recorded.
 */
@NullMarked
package dev.drover.execution;

import org.jspecify.annotations.NullMarked;
