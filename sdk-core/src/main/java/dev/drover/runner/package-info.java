/** Recording flows and running test code on agents ({@code runner-socketio.md}, Socket.IO). */
@NullMarked
package dev.drover.runner;

import org.jspecify.annotations.NullMarked;
