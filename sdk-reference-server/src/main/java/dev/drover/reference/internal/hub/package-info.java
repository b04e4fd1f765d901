/** The hub's protocol: registration, fleet, routing. */
@NullMarked
package dev.drover.reference.internal.hub;

import org.jspecify.annotations.NullMarked;
