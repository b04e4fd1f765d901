/** What the adapters' tests look at hubs with. */
@NullMarked
package dev.drover.testing.observed;

import org.jspecify.annotations.NullMarked;
