/** HTTP and WebSocket on one port; the only place that knows Netty. */
@NullMarked
package dev.drover.reference.internal.web;

import org.jspecify.annotations.NullMarked;
