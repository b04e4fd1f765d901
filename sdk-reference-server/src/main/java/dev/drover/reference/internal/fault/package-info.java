/** Which fault strikes when. */
@NullMarked
package dev.drover.reference.internal.fault;

import org.jspecify.annotations.NullMarked;
