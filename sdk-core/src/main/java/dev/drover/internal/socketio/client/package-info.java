/** A client's end of a Socket.IO connection, as a transport for sessions. */
@NullMarked
package dev.drover.internal.socketio.client;

import org.jspecify.annotations.NullMarked;
