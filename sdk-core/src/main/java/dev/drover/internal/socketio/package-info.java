/** Engine.IO 4 and Socket.IO 5: packets and payloads, for both ends of a connection. */
@NullMarked
package dev.drover.internal.socketio;

import org.jspecify.annotations.NullMarked;
