/** What a run must remember, and do, so that no VM stays its own when it is killed. */
@NullMarked
package dev.drover.testing.internal.lease;

import org.jspecify.annotations.NullMarked;
