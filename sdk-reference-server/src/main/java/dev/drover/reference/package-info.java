/** The reference server: hub, VMs, faults and journal in one process, for tests. */
@NullMarked
package dev.drover.reference;

import org.jspecify.annotations.NullMarked;
