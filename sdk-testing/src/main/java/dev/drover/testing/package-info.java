/**
 * What the adapters for test frameworks share: annotations, and the fixture that finds the hub and
 * gives each test its VMs.
 */
@NullMarked
package dev.drover.testing;

import org.jspecify.annotations.NullMarked;
