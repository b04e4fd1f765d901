/** Holds the documents to what they say. */
@NullMarked
package dev.drover.docs;

import org.jspecify.annotations.NullMarked;
