/** The hub client: VMs asked for, driven, looked at and given back. */
@NullMarked
package dev.drover.hub;

import org.jspecify.annotations.NullMarked;
