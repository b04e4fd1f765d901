/** Engine.IO 4 as a server speaks it, over polling and WebSocket; public specification only. */
@NullMarked
package dev.drover.reference.internal.engineio;

import org.jspecify.annotations.NullMarked;
