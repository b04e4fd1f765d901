/** Drover in JUnit Jupiter: VMs as parameters of tests. */
@NullMarked
package dev.drover.junit;

import org.jspecify.annotations.NullMarked;
