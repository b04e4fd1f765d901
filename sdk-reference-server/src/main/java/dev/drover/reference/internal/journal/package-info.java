/** What happened on the connections, kept and bounded. */
@NullMarked
package dev.drover.reference.internal.journal;

import org.jspecify.annotations.NullMarked;
