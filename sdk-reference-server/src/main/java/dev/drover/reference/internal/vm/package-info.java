/** VMs that live in this process: scripted ones, and agents with real processes. */
@NullMarked
package dev.drover.reference.internal.vm;

import org.jspecify.annotations.NullMarked;
