/** Pages of HTML: each whole in itself, bounded in size, without scripts. */
@NullMarked
package dev.drover.testing.internal.bundle.page;

import org.jspecify.annotations.NullMarked;
