/** One attempt's connection; the only place that knows the WebSocket library. */
@NullMarked
package dev.drover.internal.transport;

import org.jspecify.annotations.NullMarked;
