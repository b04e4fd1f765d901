/** What every Drover connection shares: options, states, events, gaps and exceptions. */
@NullMarked
package dev.drover;

import org.jspecify.annotations.NullMarked;
