/**
 * The words of a backend and of a hub, each put into the other's: requests to VMs and their
 * answers. Without state of its own.
 */
@NullMarked
package dev.drover.reference.internal.backend;

import org.jspecify.annotations.NullMarked;
