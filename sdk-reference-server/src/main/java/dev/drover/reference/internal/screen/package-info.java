/** What devices' screens show, as JPEGs for those who look. */
@NullMarked
package dev.drover.reference.internal.screen;

import org.jspecify.annotations.NullMarked;
