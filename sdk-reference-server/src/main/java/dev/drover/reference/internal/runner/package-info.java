/** The server of {@code runner-socketio.md}: agents, jobs, and who hears what. */
@NullMarked
package dev.drover.reference.internal.runner;

import org.jspecify.annotations.NullMarked;
