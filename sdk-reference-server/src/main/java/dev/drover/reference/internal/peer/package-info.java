/** Connections as protocols see them, whatever carries them. */
@NullMarked
package dev.drover.reference.internal.peer;

import org.jspecify.annotations.NullMarked;
