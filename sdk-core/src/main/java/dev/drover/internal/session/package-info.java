/** A lasting connection over successive transports: states, pending requests, ordered delivery. */
@NullMarked
package dev.drover.internal.session;

import org.jspecify.annotations.NullMarked;
