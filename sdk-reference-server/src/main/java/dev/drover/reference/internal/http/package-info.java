/** HTTP requests and their answers as protocols see them, whatever carries them. */
@NullMarked
package dev.drover.reference.internal.http;

import org.jspecify.annotations.NullMarked;
