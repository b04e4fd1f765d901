/** Socket.IO 5 as a server speaks it; public specification only. */
@NullMarked
package dev.drover.reference.internal.socketio;

import org.jspecify.annotations.NullMarked;
